package io.steward.metrics;

/**
 * A metric of fixed outcomes in which each row may count more than once or not at all. What is
 * costly (sorting) is done once, so that thousands of bootstrap samples cost one pass each. Safe
 * for use by many threads.
 */
@FunctionalInterface
public interface WeightedMetric {
  /**
   * The metric, each row taken with its weight.
   *
   * @param weights one weight ≥ 0 a row; 1 everywhere gives the plain metric
   * @return the value, or NaN where it cannot be said, see {@link Metrics}
   */
  double value(double[] weights);
}
