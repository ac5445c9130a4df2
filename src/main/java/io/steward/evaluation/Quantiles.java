package io.steward.evaluation;

/** Quantiles with linear interpolation (type 7 of Hyndman and Fan, as NumPy and R do it). */
final class Quantiles {
  private Quantiles() {}

  /**
   * @param sorted values in ascending order, at least one
   * @param share from 0 to 1
   */
  static double of(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
