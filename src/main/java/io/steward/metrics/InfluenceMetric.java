package io.steward.metrics;

import io.steward.charter.Metric;
import java.util.Arrays;

/**
 * A metric of values that says too how much each row moves it: the influence function, of which the
 * variance of the metric follows (Hampel 1974). Where errors have long tails, an interval needs it.
 * Safe for use by many threads.
 */
@FunctionalInterface
public interface InfluenceMetric {
  /**
   * The metric, each row taken with its weight.
   *
   * @param weights one weight ≥ 0 a row
   * @param influences filled with one number a row: by how much the metric would move if that row
   *     had a little more weight, by that weight's share; their weighted mean is 0
   * @return the value, or NaN where it cannot be said, see {@link Metrics}
   */
  double value(double[] weights, double[] influences);

  /** Whether influences are known of a metric. */
  static boolean known(Metric metric) {
    return switch (metric) {
      case RMSE, MAE, R2 -> true;
      default -> false;
    };
  }

  /**
   * A metric of values.
   *
   * @throws IllegalArgumentException if no influences are known of the metric
   */
  static InfluenceMetric of(Metric metric, Outcomes outcomes) {
    if (!known(metric)) {
      throw new IllegalArgumentException(
          "Influences of rows are known of metrics of values only, not of %s."
              .formatted(metric.written()));
    }
    WeightedMetric plain = Metrics.weighted(metric, outcomes);
    double[] truth = outcomes.truth();
    double[] values = outcomes.values();
    return (weights, influences) -> {
      double value = plain.value(weights);
      double centre = metric == Metric.R2 ? mean(truth, weights) : 0;
      double variance = metric == Metric.R2 ? variance(truth, centre, weights) : 0;
      for (int row = 0; row < influences.length; row++) {
        double error = truth[row] - values[row];
        double apart = truth[row] - centre;
        influences[row] =
            switch (metric) {
              // Where nothing is wrong, no row moves it.
              case RMSE -> value == 0 ? 0 : (error * error - value * value) / (2 * value);
              case MAE -> Math.abs(error) - value;
              default -> ((1 - value) * apart * apart - error * error) / variance;
            };
      }
      return value;
    };
  }

  /** The difference of two metrics of the same rows, this one minus the other. */
  default InfluenceMetric minus(InfluenceMetric other) {
    return (weights, influences) -> {
      double[] others = new double[influences.length];
      double difference = value(weights, influences) - other.value(weights, others);
      Arrays.setAll(influences, row -> influences[row] - others[row]);
      return difference;
    };
  }

  /** The logarithm of this metric, which must be one that is never below 0. */
  default InfluenceMetric logarithm() {
    return (weights, influences) -> {
      double value = value(weights, influences);
      Arrays.setAll(influences, row -> influences[row] / value);
      return StrictMath.log(value);
    };
  }

  private static double mean(double[] values, double[] weights) {
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < values.length; row++) {
      sum += weights[row] * values[row];
      weight += weights[row];
    }
    return sum / weight;
  }

  private static double variance(double[] values, double centre, double[] weights) {
    double[] squares = new double[values.length];
    Arrays.setAll(squares, row -> (values[row] - centre) * (values[row] - centre));
    return mean(squares, weights);
  }
}
