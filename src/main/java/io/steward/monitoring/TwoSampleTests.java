package io.steward.monitoring;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Are two samples of counts from the same population? All tests give the chance of a difference at
 * least as large if they are, and treat both samples alike, the reference being a sample as well.
 */
final class TwoSampleTests {
  /** Cells are merged until each sample may expect so many rows in every cell (Cochran's rule). */
  private static final double LEAST_EXPECTED = 5;

  /** Beyond this the exact count of new levels is not needed: the other tests see it. */
  private static final int MOST_EXACT = 500;

  private TwoSampleTests() {}

  /** Pearson's chi-square over cells that have an order: thin ones join their neighbours. */
  static double orderedCells(long[] reference, long[] live) {
    return chiSquare(merged(reference, live, IntStream.range(0, live.length).toArray()));
  }

  /** Pearson's chi-square over cells without an order: the rarest ones are put together. */
  static double unorderedCells(long[] reference, long[] live) {
    int[] rarestFirst =
        IntStream.range(0, live.length)
            .boxed()
            .sorted(Comparator.comparingLong(cell -> reference[cell] + live[cell]))
            .mapToInt(Integer::intValue)
            .toArray();
    return chiSquare(merged(reference, live, rarestFirst));
  }

  /** Joins cells in this order until each is large enough; the rest goes to the last one. */
  private static long[][] merged(long[] reference, long[] live, int[] order) {
    double all = sum(reference) + (double) sum(live);
    double smaller = Math.min(sum(reference), sum(live));
    long[][] cells = new long[order.length][];
    int used = 0;
    long[] open = new long[2];
    for (int cell : order) {
      open[0] += reference[cell];
      open[1] += live[cell];
      if (smaller * (open[0] + open[1]) / all >= LEAST_EXPECTED) {
        cells[used++] = open;
        open = new long[2];
      }
    }
    if (used > 0) {
      cells[used - 1][0] += open[0];
      cells[used - 1][1] += open[1];
    }
    return Arrays.copyOf(cells, used);
  }

  private static double chiSquare(long[][] cells) {
    if (cells.length < 2) {
      return 1;
    }
    double reference = Arrays.stream(cells).mapToLong(cell -> cell[0]).sum();
    double live = Arrays.stream(cells).mapToLong(cell -> cell[1]).sum();
    double statistic = 0;
    for (long[] cell : cells) {
      double share = (cell[0] + cell[1]) / (reference + live);
      statistic += squared(cell[0] - reference * share) / (reference * share);
      statistic += squared(cell[1] - live * share) / (live * share);
    }
    return ChiSquaredDistribution.of(cells.length - 1).survivalProbability(statistic);
  }

  /** Wilcoxon's rank-sum test over ordered cells, ties corrected: strong against a shift. */
  static double ranks(long[] reference, long[] live) {
    double n = sum(reference);
    double m = sum(live);
    double below = 0;
    double rankSum = 0;
    double ties = 0;
    for (int cell = 0; cell < live.length; cell++) {
      double both = reference[cell] + (double) live[cell];
      rankSum += live[cell] * (below + (both + 1) / 2);
      below += both;
      ties += both * both * both - both;
    }
    double all = n + m;
    double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
    if (!(variance > 0)) {
      return 1;
    }
    double away = Math.max(0, Math.abs(rankSum - m * (all + 1) / 2) - 0.5);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(away / Math.sqrt(variance));
  }

  /** Fisher's exact test, one-sided: does something happen more often in the live sample? */
  static double moreOften(long referenceHits, long reference, long liveHits, long live) {
    if (liveHits == 0) {
      return 1;
    }
    return HypergeometricDistribution.of(
            Math.toIntExact(reference + live),
            Math.toIntExact(referenceHits + liveHits),
            Math.toIntExact(live))
        .survivalProbability(Math.toIntExact(liveHits - 1));
  }

  /**
   * Are there more live rows with levels that the reference lacks than chance brings along? A rare
   * level is missing from the reference now and then, which is no drift: a level with c rows in
   * both samples together lies in the live one alone with the chance that all c were drawn there.
   * The distribution of the number of such rows is summed up level by level, as if they were
   * independent (they exclude each other a little, which makes the test cautious).
   */
  static double newLevels(long[] reference, long[] live) {
    long n = sum(reference);
    long m = sum(live);
    long observed = 0;
    for (int level = 0; level < live.length; level++) {
      observed += reference[level] == 0 ? live[level] : 0;
    }
    if (observed == 0) {
      return 1;
    }
    if (observed > MOST_EXACT) {
      return 1;
    }
    int size = (int) observed;
    // chances[k]: that k rows lie in levels of the live sample alone; the last: size or more.
    double[] chances = new double[size + 1];
    chances[0] = 1;
    for (int level = 0; level < live.length; level++) {
      long rows = reference[level] + live[level];
      double alone = 1;
      for (long row = 0; row < rows && alone > 1e-300; row++) {
        alone *= Math.max(0, m - row) / (double) (n + m - row);
      }
      if (rows == 0 || alone <= 1e-300) {
        continue;
      }
      for (int k = size; k >= 0; k--) {
        double moved = chances[k] * alone;
        if (k < size) {
          chances[k] -= moved;
          chances[(int) Math.min(size, k + rows)] += moved;
        }
      }
    }
    return Math.clamp(chances[size], 0, 1);
  }

  /** Total variation distance: the share of rows that would have to change, 0 to 1. */
  static double distance(long[] reference, long[] live) {
    double n = Math.max(1, sum(reference));
    double m = Math.max(1, sum(live));
    double distance = 0;
    for (int cell = 0; cell < live.length; cell++) {
      distance += Math.abs(reference[cell] / n - live[cell] / m) / 2;
    }
    return distance;
  }

  static long sum(long[] counts) {
    return Arrays.stream(counts).sum();
  }

  private static double squared(double value) {
    return value * value;
  }
}
