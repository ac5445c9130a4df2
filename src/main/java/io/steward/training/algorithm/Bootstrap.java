package io.steward.training.algorithm;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws the rows that a tree learns from. */
final class Bootstrap {
  private Bootstrap() {}

  /** Each row counts once. */
  static int[] once(int rows) {
    int[] drawn = new int[rows];
    Arrays.fill(drawn, 1);
    return drawn;
  }

  /**
   * Draws class by class, so that none is left out.
   *
   * @param sample the share of rows; 1 draws as many as there are, with replacement; less draws
   *     without
   * @param positive how much more a row of the second class counts, on average
   * @return how often each row was drawn
   */
  static int[] draw(ClassCodes codes, double sample, double positive, SplittableRandom random) {
    int[] drawn = new int[codes.codes().length];
    for (int code = 0; code < codes.size(); code++) {
      draw(codes.rowsOf(code), sample, code == 1 ? positive : 1, random, drawn);
    }
    return drawn;
  }

  /**
   * Draws from all rows, the share being as above.
   *
   * @param rows the numbers of all rows
   */
  static int[] draw(int[] rows, double sample, SplittableRandom random) {
    int[] drawn = new int[rows.length];
    draw(rows.clone(), sample, 1, random, drawn);
    return drawn;
  }

  private static void draw(
      int[] rows, double sample, double weight, SplittableRandom random, int[] drawn) {
    if (sample == 1) {
      long most = Math.max(1, Math.round(weight * rows.length));
      for (long i = 0; i < most; i++) {
        drawn[rows[random.nextInt(rows.length)]]++;
      }
      return;
    }
    long most = Math.max(1, Math.round(sample * rows.length));
    for (int i = 0; i < most; i++) {
      int at = i + random.nextInt(rows.length - i);
      int row = rows[at];
      rows[at] = rows[i];
      rows[i] = row;
      drawn[row] = weight == 1 ? 1 : rounded(weight, random);
    }
    // A small weight must not leave the class out.
    drawn[rows[0]] = Math.max(1, drawn[rows[0]]);
  }

  /** A whole number, up or down, that is the value on average. */
  private static int rounded(double value, SplittableRandom random) {
    double floor = Math.floor(value);
    return (int) floor + (random.nextDouble() < value - floor ? 1 : 0);
  }

  /**
   * Draws as many rows as there are, with replacement, each by its weight.
   *
   * @param weights not negative; their sum is 1 but for rounding
   * @return how often each row was drawn
   */
  static int[] draw(double[] weights, SplittableRandom random) {
    double[] upTo = weights.clone();
    for (int i = 1; i < upTo.length; i++) {
      upTo[i] += upTo[i - 1];
    }
    int[] drawn = new int[weights.length];
    for (int i = 0; i < drawn.length; i++) {
      // The first row that the point does not lie beyond.
      int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
      int row = Math.min(at >= 0 ? at : ~at, drawn.length - 1);
      drawn[row]++;
    }
    return drawn;
  }
}
