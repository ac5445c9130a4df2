package io.steward.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/**
 * One hyperparameter of a search space, seen as a number between 0 and 1.
 *
 * @param name of the hyperparameter
 * @param low the least value worth trying
 * @param high the greatest value worth trying, above {@code low}
 * @param scale how values lie between the two
 * @param otherwise the value that holds where a candidate does not give one
 */
record Dimension(String name, double low, double high, Scale scale, double otherwise) {

  /** How values lie between the bounds. */
  enum Scale {
    /** Evenly. */
    LINEAR,
    /** Evenly in the logarithm. */
    LOG,
    /** Whole numbers, evenly in the logarithm. */
    WHOLE
  }

  static Dimension linear(String name, double low, double high, double otherwise) {
    return new Dimension(name, low, high, Scale.LINEAR, otherwise);
  }

  static Dimension log(String name, double low, double high, double otherwise) {
    return new Dimension(name, low, high, Scale.LOG, otherwise);
  }

  /** A whole number; where there is one value only, the one above counts too. */
  static Dimension whole(String name, int low, int high, int otherwise) {
    return new Dimension(name, low, Math.max(high, low + 1), Scale.WHOLE, otherwise);
  }

  /** Where a configuration lies in this dimension, from 0 to 1. */
  double place(Map<String, Double> hyperparameters) {
    double value = Math.clamp(hyperparameters.getOrDefault(name, otherwise), low, high);
    return scale == Scale.LINEAR
        ? (value - low) / (high - low)
        : StrictMath.log(value / low) / StrictMath.log(high / low);
  }

  /** The value at a place between 0 and 1: with three digits, which people can write down again. */
  double value(double place) {
    double value =
        scale == Scale.LINEAR
            ? low + place * (high - low)
            : low * StrictMath.exp(place * StrictMath.log(high / low));
    return scale == Scale.WHOLE ? Math.rint(value) : rounded(value);
  }

  /** Three digits. */
  static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN)).doubleValue();
  }
}
