package io.steward.training.algorithm;

import java.util.Arrays;

/**
 * Features as numbers of bins, which trees are grown on: up to {@value #MOST} a feature, one for
 * each value where there are no more, else with about as many rows each. Nothing but comparisons is
 * done with the values, so any finite number will do.
 */
final class BinnedFeatures {
  /** The most bins of a feature: what a byte holds. */
  static final int MOST = 256;

  private final byte[][] bins;
  private final double[][] cuts;

  private BinnedFeatures(byte[][] bins, double[][] cuts) {
    this.bins = bins;
    this.cuts = cuts;
  }

  static BinnedFeatures of(TrainingData data) {
    byte[][] bins = new byte[data.features()][data.rows()];
    double[][] cuts = new double[data.features()][];
    double[] column = new double[data.rows()];
    for (int j = 0; j < cuts.length; j++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = data.x()[i][j];
      }
      cuts[j] = cuts(column.clone());
      for (int i = 0; i < column.length; i++) {
        bins[j][i] = (byte) bin(cuts[j], column[i]);
      }
    }
    return new BinnedFeatures(bins, cuts);
  }

  /** Where one bin ends and the next begins, ascending; the values are sorted on the way. */
  private static double[] cuts(double[] values) {
    Arrays.sort(values);
    int distinct = 1;
    for (int i = 1; i < values.length; i++) {
      distinct += values[i] > values[i - 1] ? 1 : 0;
    }
    double[] cuts = new double[Math.min(distinct, MOST) - 1];
    int count = 0;
    int begin = 0;
    for (int i = 1; i < values.length && count < cuts.length; i++) {
      int wanted = distinct <= MOST ? 1 : Math.ceilDiv(values.length - begin, MOST - count);
      if (values[i] > values[i - 1] && i - begin >= wanted) {
        cuts[count++] = between(values[i - 1], values[i]);
        begin = i;
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  /** A number that is at least the lower one and less than the upper one. */
  private static double between(double lower, double upper) {
    double middle = lower / 2 + upper / 2;
    return middle >= lower && middle < upper ? middle : lower;
  }

  /** How many cuts lie below a value. */
  private static int bin(double[] cuts, double value) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value <= cuts[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  int features() {
    return bins.length;
  }

  /** The bin of each row, as unsigned bytes. */
  byte[] bins(int feature) {
    return bins[feature];
  }

  /** The greatest value of a bin that is not the last: a row is in it or below it if x ≤ this. */
  double upTo(int feature, int bin) {
    return cuts[feature][bin];
  }
}
