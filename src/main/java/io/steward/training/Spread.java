package io.steward.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of one number a fold and how far it can be trusted.
 *
 * @param standardError the standard deviation over the root of the number; 0 of a single one
 */
record Spread(double mean, double standardError) {

  static Spread of(List<Double> values) {
    int count = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count));
  }

  /** Of the differences fold by fold, {@code after} minus {@code before}. */
  static Spread ofChange(List<Double> before, List<Double> after) {
    return of(
        IntStream.range(0, before.size())
            .mapToObj(fold -> after.get(fold) - before.get(fold))
            .toList());
  }
}
