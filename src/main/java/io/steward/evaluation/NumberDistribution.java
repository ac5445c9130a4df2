package io.steward.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Numbers in bins. Bin i holds the values from edge i−1 (included) to edge i (excluded); the first
 * and the last bin are open.
 *
 * @param edges ascending limits between the bins; may be empty
 * @param counts rows in each bin; one more than edges
 * @param missing rows without a value
 */
public record NumberDistribution(List<Double> edges, List<Long> counts, long missing)
    implements Distribution {
  /** Bins of a reference: deciles, so that each holds about as many rows. */
  private static final int BINS = 10;

  public NumberDistribution {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (counts.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          "%d edges make %d bins, but there are %d counts."
              .formatted(edges.size(), edges.size() + 1, counts.size()));
    }
  }

  /** Bins by the deciles of these values; NaN is missing. Frequent values get bins of their own. */
  public static NumberDistribution of(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    TreeSet<Double> edges = new TreeSet<>();
    for (int bin = 1; bin < BINS && sorted.length > 0; bin++) {
      // An observed value, so that discrete columns are cut between their values.
      edges.add(sorted[(int) ((long) bin * sorted.length / BINS)]);
    }
    if (sorted.length > 0) {
      edges.remove(sorted[0]);
      // What is more frequent than a bin must not share it with the values above it.
      for (double edge : List.copyOf(edges)) {
        above(sorted, edge, edges);
      }
      above(sorted, sorted[0], edges);
    }
    return count(List.copyOf(edges), values);
  }

  private static void above(double[] sorted, double value, TreeSet<Double> edges) {
    int from = firstAtLeast(sorted, value);
    int to = firstAtLeast(sorted, Math.nextUp(value));
    if (to < sorted.length && (to - from) * (long) BINS >= sorted.length) {
      edges.add(sorted[to]);
    }
  }

  private static int firstAtLeast(double[] sorted, double value) {
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

  /** Other values in the same bins. */
  public NumberDistribution recount(double[] values) {
    return count(edges, values);
  }

  private static NumberDistribution count(List<Double> edges, double[] values) {
    double[] limits = edges.stream().mapToDouble(Double::doubleValue).toArray();
    long[] counts = new long[limits.length + 1];
    long missing = 0;
    for (double value : values) {
      if (Double.isNaN(value)) {
        missing++;
      } else {
        counts[firstAtLeast(limits, Math.nextUp(value))]++;
      }
    }
    return new NumberDistribution(
        edges, IntStream.range(0, counts.length).mapToObj(bin -> counts[bin]).toList(), missing);
  }

  @Override
  public long rows() {
    return missing + counts.stream().mapToLong(Long::longValue).sum();
  }
}
