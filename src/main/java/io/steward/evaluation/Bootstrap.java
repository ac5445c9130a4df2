package io.steward.evaluation;

import io.steward.metrics.WeightedMetric;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap: the same rows drawn with replacement many times, which says how far a figure would
 * move on other rows of the same kind. Intervals are bias-corrected and accelerated (BCa, Efron
 * 1987), because plain percentiles miss the truth too often where a figure's spread is skewed. All
 * figures see the same draws, so their differences are paired. Equal seeds give equal results on
 * any number of threads.
 */
final class Bootstrap {
  /** Draws behind each interval. */
  static final int DRAWS = 1000;

  /** If a larger share of draws than this has no value, neither has the interval. */
  private static final double MOST_UNDEFINED = 0.1;

  /** Up to so many rows are left out one by one to find the acceleration; then block by block. */
  private static final int MOST_SINGLE_ROWS = 1000;

  private static final int BLOCKS = 200;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[][] draws;
  private final double[] points;
  private final double[] accelerations;

  /** Draws rows and computes every figure on each draw. */
  Bootstrap(int rows, long seed, List<WeightedMetric> figures) {
    draws = new double[figures.size()][DRAWS];
    points = new double[figures.size()];
    accelerations = new double[figures.size()];
    if (rows == 0) {
      Arrays.stream(draws).forEach(values -> Arrays.fill(values, Double.NaN));
      return;
    }
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    SplittableRandom seeds = new SplittableRandom(seed);
    long[] drawSeeds = seeds(seeds);
    IntStream.range(0, DRAWS)
        .parallel()
        .forEach(
            draw -> {
              double[] weights = weights(rows, drawSeeds[draw]);
              for (int figure = 0; figure < draws.length; figure++) {
                draws[figure][draw] = figures.get(figure).value(weights);
              }
            });
    double[][] without = without(rows, seeds, figures);
    for (int figure = 0; figure < draws.length; figure++) {
      points[figure] = figures.get(figure).value(ones);
      accelerations[figure] = acceleration(without[figure]);
    }
  }

  /** A seed a draw. */
  static long[] seeds(SplittableRandom random) {
    return IntStream.range(0, DRAWS).mapToLong(_ -> random.nextLong()).toArray();
  }

  /** A draw: how often each row is in it. */
  static double[] weights(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[rows];
    for (int row = 0; row < rows; row += 2) {
      // Each half of a long picks a row: quicker than a division, and uneven by rows / 2^32 only.
      long bits = random.nextLong();
      weights[(int) (((bits >>> 32) * rows) >>> 32)]++;
      if (row + 1 < rows) {
        weights[(int) (((bits & 0xFFFFFFFFL) * rows) >>> 32)]++;
      }
    }
    return weights;
  }

  /** Every figure with each row (or block of rows chosen at random) left out once. */
  private static double[][] without(
      int rows, SplittableRandom random, List<WeightedMetric> figures) {
    int blocks = rows <= MOST_SINGLE_ROWS ? rows : BLOCKS;
    int[] block = new int[rows];
    for (int row = 0; row < rows; row++) {
      int other = random.nextInt(row + 1);
      block[row] = block[other];
      block[other] = row % blocks;
    }
    double[][] without = new double[figures.size()][blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            out -> {
              double[] weights = new double[rows];
              for (int row = 0; row < rows; row++) {
                weights[row] = block[row] == out ? 0 : 1;
              }
              for (int figure = 0; figure < without.length; figure++) {
                without[figure][out] = figures.get(figure).value(weights);
              }
            });
    return without;
  }

  /** The jackknife's estimate of a sixth of the skewness (Efron 1987, formula 7.3). */
  private static double acceleration(double[] without) {
    double mean = Arrays.stream(without).average().orElse(Double.NaN);
    double squares = Arrays.stream(without).map(value -> (mean - value) * (mean - value)).sum();
    double cubes = Arrays.stream(without).map(value -> Math.pow(mean - value, 3)).sum();
    double acceleration = cubes / (6 * Math.pow(squares, 1.5));
    return Double.isFinite(acceleration) ? acceleration : 0;
  }

  /** The 95 % interval of a figure, or null if too many draws have no value. */
  @Nullable Interval interval(int figure) {
    double[] sorted = defined(draws[figure]);
    if (sorted.length == 0) {
      return null;
    }
    double below = 0;
    for (double value : sorted) {
      below += value < points[figure] ? 1 : value == points[figure] ? 0.5 : 0;
    }
    double share = below / sorted.length;
    // Where all draws lie on one side of the figure, there is no correction to be made.
    double bias = share > 0 && share < 1 ? NORMAL.inverseCumulativeProbability(share) : 0;
    return new Interval(
        Quantiles.of(sorted, place(0.025, bias, accelerations[figure])),
        Quantiles.of(sorted, place(0.975, bias, accelerations[figure])));
  }

  /** At which share of the sorted draws an end of the interval lies. */
  private static double place(double share, double bias, double acceleration) {
    double wanted = bias + NORMAL.inverseCumulativeProbability(share);
    return NORMAL.cumulativeProbability(bias + wanted / (1 - acceleration * wanted));
  }

  /** The standard error of a figure, or NaN if too many draws have no value. */
  double standardError(int figure) {
    double[] values = defined(draws[figure]);
    if (values.length == 0) {
      return Double.NaN;
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /** The draws that have a value, sorted; none if too many have not. */
  static double[] defined(double[] draws) {
    double[] values = Arrays.stream(draws).filter(Double::isFinite).sorted().toArray();
    return values.length >= DRAWS * (1 - MOST_UNDEFINED) ? values : new double[0];
  }
}
