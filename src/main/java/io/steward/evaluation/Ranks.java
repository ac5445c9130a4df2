package io.steward.evaluation;

/** Where a value lies among others. */
final class Ranks {
  private Ranks() {}

  /**
   * The share of values that are smaller, equal ones counting half: 0 below all, 1 above all.
   *
   * @param sorted values in ascending order, at least one
   */
  static double of(double[] sorted, double value) {
    return (below(sorted, value) + below(sorted, Math.nextUp(value))) / (2.0 * sorted.length);
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
