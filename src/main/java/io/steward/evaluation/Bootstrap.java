package io.steward.evaluation;

import io.steward.metrics.WeightedMetric;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap: the same rows drawn with replacement many times, which says how far a figure would
 * move on other rows of the same kind (Efron 1979, percentile interval). All figures see the same
 * draws, so their differences are paired. Equal seeds give equal results on any number of threads.
 */
final class Bootstrap {
  /** Draws behind each interval. */
  static final int DRAWS = 1000;

  /** If a larger share of draws than this has no value, neither has the interval. */
  private static final double MOST_UNDEFINED = 0.1;

  /** A 95 % interval. */
  record Interval(double lower, double upper) {}

  private final double[][] draws;

  /** Draws rows and computes every figure on each draw. */
  Bootstrap(int rows, long seed, List<WeightedMetric> figures) {
    draws = new double[figures.size()][DRAWS];
    if (rows == 0) {
      Arrays.stream(draws).forEach(values -> Arrays.fill(values, Double.NaN));
      return;
    }
    SplittableRandom seeds = new SplittableRandom(seed);
    long[] drawSeeds = IntStream.range(0, DRAWS).mapToLong(draw -> seeds.nextLong()).toArray();
    IntStream.range(0, DRAWS)
        .parallel()
        .forEach(
            draw -> {
              double[] weights = weights(rows, drawSeeds[draw]);
              for (int figure = 0; figure < draws.length; figure++) {
                draws[figure][draw] = figures.get(figure).value(weights);
              }
            });
  }

  private static double[] weights(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[rows];
    for (int row = 0; row < rows; row++) {
      weights[random.nextInt(rows)]++;
    }
    return weights;
  }

  /** The 95 % percentile interval of a figure, or null if too many draws have no value. */
  @Nullable Interval interval(int figure) {
    double[] sorted = defined(figure);
    return sorted.length == 0
        ? null
        : new Interval(Quantiles.of(sorted, 0.025), Quantiles.of(sorted, 0.975));
  }

  /** The standard error of a figure, or NaN if too many draws have no value. */
  double standardError(int figure) {
    double[] values = defined(figure);
    if (values.length == 0) {
      return Double.NaN;
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  private double[] defined(int figure) {
    double[] values = Arrays.stream(draws[figure]).filter(Double::isFinite).sorted().toArray();
    return values.length >= DRAWS * (1 - MOST_UNDEFINED) ? values : new double[0];
  }
}
