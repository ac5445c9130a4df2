package io.steward.training.algorithm;

import java.util.Arrays;

/**
 * A target that is learnt as its distance from the mean in standard deviations.
 *
 * @param unit the standard deviation, or 1 of a constant target
 */
record TargetScale(double mean, double unit) {

  /**
   * @throws UnsuitableDataException if the target is too great to be squared
   */
  static TargetScale of(double[] y) {
    double mean = Arrays.stream(y).map(value -> value / y.length).sum();
    double variance =
        Arrays.stream(y).map(value -> (value - mean) * (value - mean) / y.length).sum();
    if (!Double.isFinite(variance)) {
      throw new UnsuitableDataException(
          "The target is too great to be squared. Give it in another unit.");
    }
    return new TargetScale(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  double scaled(double value) {
    return (value - mean) / unit;
  }

  /** The inverse of {@link #scaled}. */
  double value(double scaled) {
    return mean + unit * scaled;
  }

  /** All of them, one array a row. */
  double[][] targets(double[] y) {
    return Arrays.stream(y)
        .mapToObj(value -> new double[] {scaled(value)})
        .toArray(double[][]::new);
  }
}
