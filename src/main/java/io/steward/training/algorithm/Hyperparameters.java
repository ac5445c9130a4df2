package io.steward.training.algorithm;

import java.util.Map;

/** Reads hyperparameters, which are carried as numbers by name. */
final class Hyperparameters {
  private final Map<String, Double> values;

  Hyperparameters(Map<String, Double> values) {
    this.values = values;
  }

  /** A number of at least {@code least}. */
  double number(String name, double otherwise, double least) {
    double value = values.getOrDefault(name, otherwise);
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Hyperparameter '%s' is %s; it must be a number of at least %s."
              .formatted(name, value, least));
    }
    return value;
  }

  /** A whole number of at least {@code least}. */
  int whole(String name, int otherwise, int least) {
    double value = number(name, otherwise, least);
    if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Hyperparameter '%s' is %s; it must be a whole number.".formatted(name, value));
    }
    return (int) value;
  }

  /** A share above 0, up to 1. */
  double share(String name, double otherwise) {
    double value = number(name, otherwise, Double.MIN_VALUE);
    if (value > 1) {
      throw new IllegalArgumentException(
          "Hyperparameter '%s' is %s; it must be a share above 0, up to 1.".formatted(name, value));
    }
    return value;
  }
}
