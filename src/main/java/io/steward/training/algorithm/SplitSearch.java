package io.steward.training.algorithm;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds the best split of a node: the one after which the squared distances of the targets from
 * their means are least. For 0 and 1 as targets that is the Gini impurity. Features are drawn until
 * so many of them have more than one value in the node, as there is nothing to find in the others.
 * Belongs to the growing of one tree; not safe for use by more than one thread.
 */
final class SplitSearch {
  /** Less than this is no gain but rounding. */
  private static final double LEAST_GAIN = 1e-9;

  private final BinnedFeatures features;
  private final int[] weights;

  /** Of each row its target times its weight, channel by channel. */
  private final double[] weighted;

  private final int splitFeatures;
  private final int minLeaf;
  private final SplittableRandom random;
  private final int[] order;
  private final int channels;

  /** What the rows of each bin weigh, and the sums of their targets, channel by channel. */
  private final int[] weightOf = new int[BinnedFeatures.MOST];

  private final double[] sumsOf;

  /** One bit a bin that has rows. */
  private final long[] used = new long[BinnedFeatures.MOST / Long.SIZE];

  private final double[] below;

  /**
   * @param targets one array a row
   * @param weights how often each row counts
   */
  SplitSearch(
      BinnedFeatures features,
      double[][] targets,
      int[] weights,
      int splitFeatures,
      int minLeaf,
      SplittableRandom random) {
    this.features = features;
    this.weights = weights;
    this.splitFeatures = splitFeatures;
    this.minLeaf = minLeaf;
    this.random = random;
    this.channels = targets[0].length;
    this.sumsOf = new double[BinnedFeatures.MOST * channels];
    this.below = new double[channels];
    this.weighted = new double[weights.length * channels];
    for (int row = 0; row < weights.length; row++) {
      for (int c = 0; c < channels; c++) {
        weighted[row * channels + c] = weights[row] * targets[row][c];
      }
    }
    this.order = new int[features.features()];
    Arrays.setAll(order, j -> j);
  }

  /**
   * @param bin the last that goes to the true child
   * @param gain by how much the squared distances are less, above 0
   */
  record Found(int feature, int bin, double gain) {
    static final Found NOTHING = new Found(-1, -1, LEAST_GAIN);

    boolean any() {
      return feature >= 0;
    }
  }

  /**
   * @param rows of which the node has those from {@code from} to before {@code to}
   * @param weight of all rows of the node
   * @param sums of their targets
   */
  Found best(int[] rows, int from, int to, long weight, double[] sums) {
    Found best = Found.NOTHING;
    if (weight < 2L * minLeaf) {
      return best;
    }
    double parent = 0;
    for (double sum : sums) {
      parent += sum * sum / weight;
    }
    int tried = 0;
    for (int i = 0; i < order.length && tried < splitFeatures; i++) {
      int feature = drawn(i);
      gather(features.bins(feature), rows, from, to);
      if (severalUsed()) {
        tried++;
        best = scan(feature, weight, sums, parent, best);
      }
      clear();
    }
    return best;
  }

  /** The feature that is tried as the i-th; all in their order where none is left out. */
  private int drawn(int i) {
    if (splitFeatures < order.length) {
      int at = i + random.nextInt(order.length - i);
      int feature = order[at];
      order[at] = order[i];
      order[i] = feature;
    }
    return order[i];
  }

  private void gather(byte[] bins, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int bin = bins[row] & 0xff;
      used[bin >> 6] |= 1L << bin;
      weightOf[bin] += weights[row];
      if (channels == 1) {
        sumsOf[bin] += weighted[row];
      } else {
        addTarget(bin, row);
      }
    }
  }

  private void addTarget(int bin, int row) {
    for (int c = 0; c < channels; c++) {
      sumsOf[bin * channels + c] += weighted[row * channels + c];
    }
  }

  /** The sums of the targets of these rows. */
  double[] sums(int[] rows, int from, int to) {
    double[] sums = new double[channels];
    for (int i = from; i < to; i++) {
      for (int c = 0; c < channels; c++) {
        sums[c] += weighted[rows[i] * channels + c];
      }
    }
    return sums;
  }

  private boolean severalUsed() {
    int count = 0;
    for (long bits : used) {
      count += Long.bitCount(bits);
    }
    return count > 1;
  }

  private Found scan(int feature, long weight, double[] sums, double parent, Found found) {
    Found best = found;
    Arrays.fill(below, 0);
    long weightBelow = 0;
    for (int word = 0; word < used.length; word++) {
      for (long bits = used[word]; bits != 0; bits &= bits - 1) {
        int bin = (word << 6) + Long.numberOfTrailingZeros(bits);
        weightBelow += weightOf[bin];
        for (int c = 0; c < channels; c++) {
          below[c] += sumsOf[bin * channels + c];
        }
        if (weightBelow >= minLeaf && weight - weightBelow >= minLeaf) {
          double gain = gain(weightBelow, weight, sums) - parent;
          best = gain > best.gain() ? new Found(feature, bin, gain) : best;
        }
      }
    }
    return best;
  }

  private double gain(long weightBelow, long weight, double[] sums) {
    double squaresBelow = 0;
    double squaresAbove = 0;
    for (int c = 0; c < channels; c++) {
      double above = sums[c] - below[c];
      squaresBelow += below[c] * below[c];
      squaresAbove += above * above;
    }
    return squaresBelow / weightBelow + squaresAbove / (weight - weightBelow);
  }

  private void clear() {
    for (int word = 0; word < used.length; word++) {
      for (long bits = used[word]; bits != 0; bits &= bits - 1) {
        int bin = (word << 6) + Long.numberOfTrailingZeros(bits);
        weightOf[bin] = 0;
        Arrays.fill(sumsOf, bin * channels, (bin + 1) * channels, 0);
      }
      used[word] = 0;
    }
  }
}
