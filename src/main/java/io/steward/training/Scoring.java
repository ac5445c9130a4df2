package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Judges predictions for rows that were not learnt from, fold by fold. */
final class Scoring {
  /** Those that look at answers, which depend on the threshold. */
  private static final Set<Metric> OF_ANSWERS =
      EnumSet.of(Metric.ACCURACY, Metric.F1, Metric.RECALL, Metric.PRECISION, Metric.EXPECTED_COST);

  private final Charter charter;
  private final Metric metric;
  private final double[] y;
  private final int[] folds;

  /**
   * @param y the target, one a row of the matrix
   * @param folds one a row of the matrix
   */
  Scoring(Charter charter, double[] y, int[] folds) {
    this.charter = charter;
    this.metric = charter.success().primary().metric();
    this.y = y;
    this.folds = folds;
  }

  /**
   * The primary metric, with the threshold that is chosen on all predictions.
   *
   * @param skipped why other folds have no predictions
   * @throws UnsuitableDataException if fewer than two folds can be scored
   */
  CrossValidation.Score score(OutOfFold predictions, List<String> skipped) {
    return score(predictions, skipped, threshold(predictions));
  }

  /** The same, but the threshold is chosen only if the metric depends on it, and 0.5 otherwise. */
  CrossValidation.Score quick(OutOfFold predictions, List<String> skipped) {
    return score(predictions, skipped, ofAnswers(metric) ? threshold(predictions) : 0.5);
  }

  private CrossValidation.Score score(
      OutOfFold predictions, List<String> skipped, double threshold) {
    List<String> left = new ArrayList<>(skipped);
    List<Double> scores = new ArrayList<>();
    for (int[] places : byFold(predictions)) {
      double value = Metrics.value(metric, outcomes(predictions, places, threshold));
      if (Double.isFinite(value)) {
        scores.add(value);
      } else {
        left.add(
            "fold %d: %s cannot be computed on its %d rows, because a class is missing or the target is constant there."
                .formatted(folds[predictions.rows()[places[0]]], metric.written(), places.length));
      }
    }
    if (scores.size() < 2) {
      throw new UnsuitableDataException(
          "Cross-validation could score "
              + scores.size()
              + " folds and needs 2. "
              + String.join(" ", left));
    }
    double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
    return new CrossValidation.Score(
        List.copyOf(scores), mean(values), standardError(values), threshold);
  }

  /** Whether the metric looks at answers, so that it depends on the threshold. */
  static boolean ofAnswers(Metric metric) {
    return OF_ANSWERS.contains(metric);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The standard error of the mean of at least two values. */
  static double standardError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  /** The threshold that costs least on these predictions; 0.5 where the task is not binary. */
  double threshold(OutOfFold predictions) {
    if (charter.task() != Task.BINARY || predictions.rows().length == 0) {
      return 0.5;
    }
    Outcomes all =
        outcomes(predictions, IntStream.range(0, predictions.rows().length).toArray(), 0.5);
    return ThresholdChooser.choose(all.truth(), all.positive(), charter.costs());
  }

  /** The places of the predictions of each fold that has any, in the order of the folds. */
  List<int[]> byFold(OutOfFold predictions) {
    int most = Arrays.stream(folds).max().orElse(-1);
    return IntStream.rangeClosed(0, most)
        .mapToObj(
            fold ->
                IntStream.range(0, predictions.rows().length)
                    .filter(place -> folds[predictions.rows()[place]] == fold)
                    .toArray())
        .filter(places -> places.length > 0)
        .toList();
  }

  /** What was true and what was predicted, at these places of the predictions. */
  Outcomes outcomes(OutOfFold predictions, int[] places, double threshold) {
    boolean values = charter.task() == Task.REGRESSION;
    double[] truth = new double[places.length];
    double[][] probabilities = new double[values ? 0 : places.length][];
    double[] predicted = new double[values ? places.length : 0];
    for (int i = 0; i < places.length; i++) {
      truth[i] = y[predictions.rows()[places[i]]];
      double[] outputs = predictions.outputs()[places[i]];
      switch (charter.task()) {
        case REGRESSION -> predicted[i] = outputs[0];
        case BINARY -> probabilities[i] = new double[] {1 - outputs[0], outputs[0]};
        case MULTICLASS -> probabilities[i] = outputs;
      }
    }
    return new Outcomes(truth, probabilities, predicted, threshold, charter.costs());
  }
}
