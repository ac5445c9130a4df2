package io.steward.evaluation;

import io.steward.metrics.InfluenceMetric;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap of a figure that knows its standard error on each draw (bootstrap-t, Efron 1982;
 * Hall 1988). Of errors with long tails a sample mostly holds too few large ones: then the figure
 * and its spread are too small together, which plain draws do not see. Because the standard error
 * is itself unsure there, the ends lie further out as Student's t does, with the degrees of freedom
 * that the kurtosis of the influences leaves (Satterthwaite 1946). Equal seeds give equal results
 * on any number of threads.
 */
final class StudentBootstrap {
  private static final double LEVEL = 0.975;
  private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(LEVEL);

  private final double value;
  private final double error;
  private final double widening;
  private final double[] standardised;

  private StudentBootstrap(double value, double error, double widening, double[] standardised) {
    this.value = value;
    this.error = error;
    this.widening = widening;
    this.standardised = standardised;
  }

  /** A figure and its standard error. */
  private record Estimate(double value, double error) {
    static Estimate of(InfluenceMetric figure, double[] weights, double[] influences) {
      double value = figure.value(weights, influences);
      double squares = 0;
      double weight = 0;
      for (int row = 0; row < weights.length; row++) {
        squares += weights[row] * influences[row] * influences[row];
        weight += weights[row];
      }
      return new Estimate(value, Math.sqrt(squares) / weight);
    }
  }

  /** Draws rows and computes the figure on each draw. */
  static StudentBootstrap of(int rows, long seed, InfluenceMetric figure) {
    if (rows == 0) {
      return new StudentBootstrap(Double.NaN, Double.NaN, 1, new double[0]);
    }
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    double[] influences = new double[rows];
    Estimate all = Estimate.of(figure, ones, influences);
    long[] seeds = Bootstrap.seeds(new SplittableRandom(seed));
    double[] standardised =
        IntStream.range(0, seeds.length)
            .parallel()
            .mapToObj(
                draw -> Estimate.of(figure, Bootstrap.weights(rows, seeds[draw]), new double[rows]))
            .mapToDouble(drawn -> (drawn.value() - all.value()) / drawn.error())
            .toArray();
    return new StudentBootstrap(
        all.value(), all.error(), widening(influences), Bootstrap.defined(standardised));
  }

  /** How much further out Student's t lies than the normal distribution. */
  private static double widening(double[] influences) {
    double squares = 0;
    double fourths = 0;
    for (double influence : influences) {
      double square = influence * influence;
      squares += square;
      fourths += square * square;
    }
    double kurtosis = influences.length * fourths / (squares * squares);
    double freedom = 2 * influences.length / (kurtosis - 1);
    return Double.isFinite(freedom) && freedom > 0
        ? TDistribution.of(Math.max(1, freedom)).inverseCumulativeProbability(LEVEL) / Z
        : 1;
  }

  /** The 95 % interval; null if the figure, or too many draws, have no value. */
  @Nullable Interval interval() {
    if (error == 0) {
      return new Interval(value, value);
    }
    return standardised.length == 0
        ? null
        : new Interval(
            value - widening * error * Quantiles.of(standardised, LEVEL),
            value - widening * error * Quantiles.of(standardised, 1 - LEVEL));
  }

  /** The standard error of the figure; NaN if it has no value. */
  double standardError() {
    return error;
  }
}
