package io.steward.training.algorithm;

import java.util.SplittableRandom;

/** Draws the rows that a tree of a forest learns from, class by class, so that none is left out. */
final class Bootstrap {
  private Bootstrap() {}

  /**
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
}
