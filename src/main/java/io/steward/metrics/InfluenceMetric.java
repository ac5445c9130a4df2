package io.steward.metrics;

import io.steward.charter.Metric;
import java.util.Arrays;

/**
 * A metric that says too how much each row moves it: the influence function, of which the variance
 * of the metric follows (Hampel 1974). Where errors have long tails, an interval needs it. Safe for
 * use by many threads.
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
      case RMSE, MAE, R2, BRIER, LOG_LOSS -> true;
      default -> false;
    };
  }

  /**
   * A metric of which influences are known.
   *
   * @throws IllegalArgumentException if none are
   */
  static InfluenceMetric of(Metric metric, Outcomes outcomes) {
    return switch (metric) {
      case RMSE -> rootOfMean(Metrics.terms(metric, outcomes));
      case MAE, BRIER, LOG_LOSS -> mean(Metrics.terms(metric, outcomes));
      case R2 -> explained(outcomes);
      default ->
          throw new IllegalArgumentException(
              "Influences of rows are not known of %s.".formatted(metric.written()));
    };
  }

  private static InfluenceMetric mean(double[] terms) {
    return (weights, influences) -> {
      double mean = mean(terms, weights);
      Arrays.setAll(influences, row -> terms[row] - mean);
      return mean;
    };
  }

  private static InfluenceMetric rootOfMean(double[] terms) {
    return (weights, influences) -> {
      double mean = mean(terms, weights);
      double root = Math.sqrt(mean);
      // Where nothing is wrong, no row moves it.
      Arrays.setAll(influences, row -> root == 0 ? 0 : (terms[row] - mean) / (2 * root));
      return root;
    };
  }

  private static InfluenceMetric explained(Outcomes outcomes) {
    WeightedMetric plain = Metrics.weighted(Metric.R2, outcomes);
    double[] truth = outcomes.truth();
    double[] squared = Metrics.terms(Metric.RMSE, outcomes);
    return (weights, influences) -> {
      double value = plain.value(weights);
      double centre = mean(truth, weights);
      double[] apart = new double[truth.length];
      Arrays.setAll(apart, row -> (truth[row] - centre) * (truth[row] - centre));
      double variance = mean(apart, weights);
      Arrays.setAll(influences, row -> ((1 - value) * apart[row] - squared[row]) / variance);
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
}
