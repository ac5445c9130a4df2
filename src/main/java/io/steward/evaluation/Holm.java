package io.steward.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction: whatever the dependence, the chance of even one false rejection is
 * at most the level (Holm 1979).
 */
public final class Holm {
  private Holm() {}

  /** The corrected p-values, in the order given; NaN stays NaN and counts as one test less. */
  public static double[] corrected(double[] chances) {
    int[] order =
        IntStream.range(0, chances.length)
            .filter(index -> !Double.isNaN(chances[index]))
            .boxed()
            .sorted(Comparator.comparingDouble(index -> chances[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[chances.length];
    Arrays.fill(corrected, Double.NaN);
    double largest = 0;
    for (int place = 0; place < order.length; place++) {
      largest = Math.max(largest, (order.length - place) * chances[order[place]]);
      corrected[order[place]] = Math.min(1, largest);
    }
    return corrected;
  }

  /** Which tests are rejected at this level. */
  static boolean[] rejected(double[] chances, double level) {
    double[] corrected = corrected(chances);
    boolean[] rejected = new boolean[chances.length];
    for (int index = 0; index < rejected.length; index++) {
      rejected[index] = corrected[index] <= level;
    }
    return rejected;
  }
}
