package io.steward.training.algorithm;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws the rows that a tree learns from. */
final class Bootstrap {
  private Bootstrap() {}

  /**
   * Draws class by class, so that none is left out.
   *
   * @param sample the share of rows; 1 draws as many as there are, with replacement; less draws
   *     without
   * @return how often each row was drawn
   */
  static int[] draw(ClassCodes codes, double sample, SplittableRandom random) {
    int[] drawn = new int[codes.codes().length];
    for (int code = 0; code < codes.size(); code++) {
      int[] rows = codes.rowsOf(code);
      if (sample == 1) {
        for (int i = 0; i < rows.length; i++) {
          drawn[rows[random.nextInt(rows.length)]]++;
        }
      } else {
        long most = Math.max(1, Math.round(sample * rows.length));
        for (int i = 0; i < most; i++) {
          int at = i + random.nextInt(rows.length - i);
          int row = rows[at];
          rows[at] = rows[i];
          rows[i] = row;
          drawn[row] = 1;
        }
      }
    }
    return drawn;
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
