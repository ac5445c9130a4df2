package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.LearnabilityReport.CurvePoint;
import io.steward.training.LearnabilityReport.LeakageFinding;
import io.steward.training.LearnabilityReport.MoreData;
import io.steward.training.LearnabilityReport.QuickModel;
import io.steward.training.LearnabilityReport.Verdict;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Asks early whether there is anything to learn: a quick linear model and a small forest against a
 * baseline that does not look at the features, how they get better with more rows, and each column
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

  /** More rows than this make the quick models no wiser but slow. */
  static final int MOST_ROWS = 10_000;

  private static final Configuration LINEAR =
      new Configuration(Algorithms.LOGISTIC_REGRESSION, Map.of("lambda", 10.0));
  private static final Configuration TREES =
      new Configuration(Algorithms.RANDOM_FOREST, Map.of("trees", 50.0));

  /**
   * @param classes in the order of their numbers; empty for regression
   * @param matrix made for this purpose only: its rows may later lie in the holdout
   * @param known leaks that do not show in the matrix, see {@link KnownLeaks}
   */
  public LearnabilityReport assess(
      Charter charter,
      List<String> classes,
      FeatureRecipe recipe,
      FeatureMatrix matrix,
      List<LeakageFinding> known) {
    Metric metric = charter.success().primary().metric();
    List<String> reasons = new ArrayList<>();
    List<LeakageFinding> leakage = new ArrayList<>();
    try {
      leakage.addAll(new LeakageScan(recipe, matrix, charter.task()).findings());
      leakage.addAll(known);
      FeatureMatrix some = matrix.select(some(matrix.rows()));
      TrainingData data = new TrainingData(some.x(), some.y(), classes.size(), some.featureNames());
      CrossValidation folds = new CrossValidation(charter, data, some, 1);
      double baseline = baseline(charter, data);
      CrossValidation.Score linearScore = score(charter, folds, LINEAR);
      // What a linear model does not see, such as an exclusive or, trees may.
      CrossValidation.Score treesScore = score(charter, folds, TREES);
      QuickModel linear = quick(charter, LINEAR, linearScore);
      QuickModel trees = quick(charter, TREES, treesScore);
      boolean better = gain(metric, baseline, trees) > gain(metric, baseline, linear);
      List<CurvePoint> curve =
          new LearningCurve(folds, some)
              .points(
                  algorithm(charter, better ? TREES : LINEAR),
                  candidate(charter, better ? TREES : LINEAR),
                  (better ? treesScore : linearScore).foldScores());
      MoreData moreData = LearningCurve.moreData(metric, baseline, curve);
      QuickModel judged = ahead(metric, baseline, linear) || !better ? linear : trees;
      Verdict verdict = verdict(metric, baseline, judged, leakage, matrix.rows(), reasons);
      reasons.add(moreDataInWords(moreData));
      return new LearnabilityReport(
          verdict, metric, baseline, linear, trees, some.rows(), curve, moreData, leakage, reasons);
    } catch (UnsuitableDataException e) {
      reasons.add(String.valueOf(e.getMessage()));
      QuickModel none = new QuickModel("none", 0, 0);
      return new LearnabilityReport(
          Verdict.NOT, metric, 0, none, none, 0, List.of(), MoreData.PERHAPS, known, reasons);
    }
  }

  /** At most {@value #MOST_ROWS} rows, spread evenly over all: quick models have to be quick. */
  private static int[] some(int rows) {
    int count = Math.min(rows, MOST_ROWS);
    return IntStream.range(0, count).map(i -> (int) ((long) i * rows / count)).toArray();
  }

  private static CrossValidation.Score score(
      Charter charter, CrossValidation folds, Configuration configuration) {
    return folds.score(
        algorithm(charter, configuration),
        candidate(charter, configuration),
        Cancellation.never(),
        Progress.UNHEARD);
  }

  private static QuickModel quick(
      Charter charter, Configuration configuration, CrossValidation.Score score) {
    return new QuickModel(
        candidate(charter, configuration).algorithm(), score.mean(), score.standardError());
  }

  private static Candidate candidate(Charter charter, Configuration configuration) {
    String name =
        configuration.equals(LINEAR) && charter.task() == Task.REGRESSION
            ? Algorithms.RIDGE
            : configuration.algorithm();
    return new Candidate("quick", name, configuration.hyperparameters(), charter.seed());
  }

  private static Algorithm algorithm(Charter charter, Configuration configuration) {
    return Algorithms.of(candidate(charter, configuration).algorithm(), charter.task());
  }

  private static String moreDataInWords(MoreData moreData) {
    return switch (moreData) {
      case YES -> "More rows would help: with fewer the quick model is worse beyond chance.";
      case NO -> "More rows would hardly help: the quick model gains no more from them.";
      case PERHAPS -> "It cannot be said whether more rows would help.";
    };
  }

  private static double gain(Metric metric, double baseline, QuickModel quick) {
    return metric.higherIsBetter() ? quick.score() - baseline : baseline - quick.score();
  }

  private static boolean ahead(Metric metric, double baseline, QuickModel quick) {
    return gain(metric, baseline, quick) > STANDARD_ERRORS * quick.standardError();
  }

  /** The metric of always answering the class shares, or the mean. */
  private static double baseline(Charter charter, TrainingData data) {
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
                  data.y(),
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
      QuickModel quick,
      List<LeakageFinding> leakage,
      int rows,
      List<String> reasons) {
    String numbers =
        String.format(
            Locale.ROOT,
            "A quick model reaches %s %s (standard error %s) in cross-validation; without looking at the features it is %s.",
            metric.written(),
            number(quick.score()),
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
    List<String> suspects =
        leakage.stream()
            .filter(finding -> finding.kind().isSuspicion())
            .map(LeakageFinding::column)
            .distinct()
            .toList();
    if (!suspects.isEmpty()) {
      reasons.add(
          "Alone all but perfect at telling the target: %s. If such a column is only known after the outcome, put it under columns.known-after in the charter, or drop it."
              .formatted(String.join(", ", suspects)));
      verdict = Verdict.DOUBTFUL;
    }
    return verdict;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.0f", value);
  }
}
