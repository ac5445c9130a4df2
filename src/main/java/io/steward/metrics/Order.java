package io.steward.metrics;

import java.util.Arrays;

/** The order of numbers: which row is first, second and so on. Equal numbers keep their order. */
public final class Order {
  private Order() {}

  /** The indices of the numbers, the smallest first. */
  public static int[] ascending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] order = new int[values.length];
    int[] taken = new int[values.length];
    for (int row = 0; row < order.length; row++) {
      int first = first(sorted, values[row]);
      order[first + taken[first]++] = row;
    }
    return order;
  }

  /** The indices of the numbers, the largest first. */
  public static int[] descending(double[] values) {
    double[] turned = new double[values.length];
    Arrays.setAll(turned, row -> -values[row]);
    return ascending(turned);
  }

  /** The place of the first of the equal numbers. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.compare(sorted[middle], value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
