package io.steward.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * 95 % intervals in closed form, for figures for which one is known that holds with few rows too.
 */
final class Intervals {
  private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  private Intervals() {}

  /** A share of {@code hits} in {@code rows} (Wilson 1927); null if there is no row. */
  static @Nullable Interval share(double hits, double rows) {
    if (!(rows > 0)) {
      return null;
    }
    double share = hits / rows;
    double centre = (share + Z * Z / (2 * rows)) / (1 + Z * Z / rows);
    double half =
        Z / (1 + Z * Z / rows) * Math.sqrt(share * (1 - share) / rows + Z * Z / (4 * rows * rows));
    // At 0 and 1 rounding must not cut the share itself off.
    return new Interval(
        hits == 0 ? 0 : Math.max(0, centre - half), hits == rows ? 1 : Math.min(1, centre + half));
  }

  /** A mean, by Student's t; null if there are fewer than two values or they do not differ. */
  static @Nullable Interval mean(double[] values) {
    double error = standardError(values);
    if (!(error > 0)) {
      return null;
    }
    double mean = mean(values, Double.NaN);
    double half = error * TDistribution.of(values.length - 1).inverseCumulativeProbability(0.975);
    return new Interval(mean - half, mean + half);
  }

  /** The standard error of a mean; NaN for fewer than two values. */
  static double standardError(double[] values) {
    double mean = mean(values, Double.NaN);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int freedom = values.length - 1;
    return freedom < 1 ? Double.NaN : Math.sqrt(squares / freedom / values.length);
  }

  /** The mean; the stand-in if there is no value. */
  static double mean(double[] values, double standIn) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? standIn : sum / values.length;
  }

  /**
   * The difference {@code first - second} of two figures of different rows, from the interval of
   * each: the method of variance estimates recovery (Zou and Donner 2008). With Wilson's intervals
   * it is Newcombe's hybrid score interval (1998, method 10).
   */
  static @Nullable Interval difference(
      double first, @Nullable Interval ofFirst, double second, @Nullable Interval ofSecond) {
    if (ofFirst == null || ofSecond == null) {
      return null;
    }
    double difference = first - second;
    return new Interval(
        difference - Math.hypot(first - ofFirst.lower(), ofSecond.upper() - second),
        difference + Math.hypot(ofFirst.upper() - first, second - ofSecond.lower()));
  }

  /**
   * The ratio {@code first / second} of two shares of different rows, from the interval of each
   * (Donner and Zou 2012); null where the second may be 0, because then there is no upper end.
   */
  static @Nullable Interval ratio(
      double first, @Nullable Interval ofFirst, double second, @Nullable Interval ofSecond) {
    if (ofFirst == null || ofSecond == null || !(second > 0) || !(ofSecond.lower() > 0)) {
      return null;
    }
    double lower = end(first, ofFirst.lower(), second, ofSecond.upper(), -1);
    double upper = end(first, ofFirst.upper(), second, ofSecond.lower(), 1);
    return Double.isFinite(lower) && Double.isFinite(upper)
        ? new Interval(Math.max(0, lower), upper)
        : null;
  }

  private static double end(
      double first, double ofFirst, double second, double ofSecond, int sign) {
    double product = first * second;
    double inner =
        product * product - ofFirst * ofSecond * (2 * first - ofFirst) * (2 * second - ofSecond);
    return (product + sign * Math.sqrt(Math.max(0, inner))) / (ofSecond * (2 * second - ofSecond));
  }
}
