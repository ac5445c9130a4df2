package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.LearnabilityReport.Verdict;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks early whether there is anything to learn: a quick linear model (and, where that sees
 * nothing, a small forest) against a baseline that does not look at the features, and each column
 * alone as a possible leak. Reads only its arguments, so it is safe to repeat.
 */
public final class LearnabilityAssessment {
  /** Fewer rows than this say little about anything. */
  private static final int FEW_ROWS = 50;

  /**
   * How many standard errors the quick model must be ahead of the baseline: with five folds chance
   * gets there once in fifty times.
   */
  private static final double STANDARD_ERRORS = 3;

  private static final Configuration LINEAR =
      new Configuration(Algorithms.LOGISTIC_REGRESSION, Map.of("lambda", 10.0));
  private static final Configuration TREES =
      new Configuration(Algorithms.RANDOM_FOREST, Map.of("trees", 100.0));

  /**
   * @param classes in the order of their numbers; empty for regression
   * @param matrix made for this purpose only: its rows may later lie in the holdout
   */
  public LearnabilityReport assess(
      Charter charter, List<String> classes, FeatureRecipe recipe, FeatureMatrix matrix) {
    Metric metric = charter.success().primary().metric();
    List<String> reasons = new ArrayList<>();
    try {
      TrainingData data =
          new TrainingData(matrix.x(), matrix.y(), classes.size(), matrix.featureNames());
      double baseline = baseline(charter, data, matrix);
      CrossValidation.Score quick = quick(charter, data, matrix, LINEAR);
      if (!ahead(metric, baseline, quick)) {
        // What a linear model does not see, such as an exclusive or, trees may.
        CrossValidation.Score trees = quick(charter, data, matrix, TREES);
        quick = gain(metric, baseline, trees) > gain(metric, baseline, quick) ? trees : quick;
      }
      List<String> suspects = new LeakageScan(recipe, matrix, charter.task()).suspects();
      Verdict verdict = verdict(metric, baseline, quick, suspects, matrix.rows(), reasons);
      return new LearnabilityReport(
          verdict, metric, baseline, quick.mean(), quick.standardError(), reasons, suspects);
    } catch (UnsuitableDataException e) {
      reasons.add(String.valueOf(e.getMessage()));
      return new LearnabilityReport(Verdict.NOT, metric, 0, 0, 0, reasons, List.of());
    }
  }

  private static CrossValidation.Score quick(
      Charter charter, TrainingData data, FeatureMatrix matrix, Configuration configuration) {
    String algorithm =
        configuration.equals(LINEAR) && charter.task() == Task.REGRESSION
            ? Algorithms.RIDGE
            : configuration.algorithm();
    Candidate candidate =
        new Candidate("quick", algorithm, configuration.hyperparameters(), charter.seed());
    return new CrossValidation(charter, data, matrix, 1)
        .score(Algorithms.of(algorithm, charter.task()), candidate, Cancellation.never());
  }

  private static double gain(Metric metric, double baseline, CrossValidation.Score quick) {
    return metric.higherIsBetter() ? quick.mean() - baseline : baseline - quick.mean();
  }

  private static boolean ahead(Metric metric, double baseline, CrossValidation.Score quick) {
    return gain(metric, baseline, quick) > STANDARD_ERRORS * quick.standardError();
  }

  /** The metric of always answering the class shares, or the mean. */
  private static double baseline(Charter charter, TrainingData data, FeatureMatrix matrix) {
    Metric metric = charter.success().primary().metric();
    int rows = data.rows();
    Outcomes outcomes;
    if (charter.task() == Task.REGRESSION) {
      double[] values = new double[rows];
      Arrays.fill(values, Arrays.stream(data.y()).average().orElse(0));
      outcomes = Outcomes.ofValues(data.y(), values);
    } else {
      double[] shares = new double[data.classes()];
      for (double y : data.y()) {
        shares[(int) y] += 1.0 / rows;
      }
      double[][] probabilities = new double[rows][];
      Arrays.fill(probabilities, shares);
      double threshold =
          charter.task() == Task.BINARY
              ? ThresholdChooser.choose(
                  matrix.y(),
                  Arrays.stream(probabilities).mapToDouble(row -> row[1]).toArray(),
                  charter.costs())
              : 0.5;
      outcomes = new Outcomes(data.y(), probabilities, new double[0], threshold, charter.costs());
    }
    double value = Metrics.value(metric, outcomes);
    // Precision without an alarm and the like: nothing is reached.
    return Double.isNaN(value) ? 0 : value;
  }

  private static Verdict verdict(
      Metric metric,
      double baseline,
      CrossValidation.Score quick,
      List<String> suspects,
      int rows,
      List<String> reasons) {
    String numbers =
        String.format(
            Locale.ROOT,
            "A quick model reaches %s %s (standard error %s) in cross-validation; without looking at the features it is %s.",
            metric.written(),
            number(quick.mean()),
            number(quick.standardError()),
            number(baseline));
    reasons.add(numbers);
    Verdict verdict = Verdict.LEARNABLE;
    if (!ahead(metric, baseline, quick)) {
      boolean none = gain(metric, baseline, quick) <= 0;
      reasons.add(
          (none ? "That is no gain at all" : "The gain may be chance")
              + ", and trees did no better. Collect more rows, or columns that have to do with the target.");
      verdict = none ? Verdict.NOT : Verdict.DOUBTFUL;
    }
    if (rows < FEW_ROWS) {
      reasons.add(
          "There are only %d rows; with fewer than %d, results mostly show chance."
              .formatted(rows, FEW_ROWS));
      verdict = verdict == Verdict.NOT ? verdict : Verdict.DOUBTFUL;
    }
    if (!suspects.isEmpty()) {
      reasons.add(
          "Alone all but perfect at telling the target: %s. If such a column is only known after the outcome, put it under columns.ignore in the charter."
              .formatted(String.join(", ", suspects)));
      verdict = Verdict.DOUBTFUL;
    }
    return verdict;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.0f", value);
  }
}
