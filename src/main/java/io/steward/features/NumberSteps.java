package io.steward.features;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.steward.data.Dialect;
import java.util.List;
import java.util.Optional;

/** The steps from a raw number to a feature, in order; the first says what is missing. */
public record NumberSteps(
    @JsonValue @JsonSerialize(typing = JsonSerialize.Typing.STATIC) List<NumberStep> steps) {
  @JsonCreator
  public NumberSteps {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || !(steps.getFirst() instanceof NumberStep.Fill)) {
      throw new IllegalArgumentException("The first step says what a missing number becomes.");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (!NumberStep.inOrder(steps.get(i - 1), steps.get(i))) {
        throw new IllegalArgumentException("Steps are out of order: " + steps);
      }
    }
    boolean clipped = steps.stream().anyMatch(NumberStep.Clip.class::isInstance);
    for (NumberStep step : steps) {
      if ((step instanceof NumberStep.Log && lower(steps) <= -1)
          || (step instanceof NumberStep.Power && !clipped)) {
        throw new IllegalArgumentException(
            "A logarithm needs a clip to values above -1 before it, a power any clip: " + steps);
      }
    }
  }

  /** These steps. */
  public static NumberSteps of(NumberStep... steps) {
    return new NumberSteps(List.of(steps));
  }

  /**
   * Whether every runtime computes the same bits: IEEE 754 says so of sums, products and quotients,
   * but not of logarithms and powers.
   */
  public boolean isExact() {
    return step(NumberStep.Log.class).isEmpty() && step(NumberStep.Power.class).isEmpty();
  }

  /** The feature of a raw number; NaN is missing. */
  public double apply(double raw) {
    double x = raw;
    for (NumberStep step : steps) {
      x = step.apply(x);
    }
    return x;
  }

  /** The same as an SQL expression; null is missing. */
  String sql(Dialect sql, String raw) {
    String x = raw;
    for (NumberStep step : steps) {
      x = step.sql(sql, x);
    }
    return x;
  }

  /** The step of this kind, if there is one. */
  public <S extends NumberStep> Optional<S> step(Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** A raw number that about has this feature: for rows to try a model with. */
  public double about(double feature) {
    double x = feature;
    for (NumberStep step : steps.reversed()) {
      x =
          switch (step) {
            case NumberStep.Scale scale -> x * scale.divisor() + scale.centre();
            case NumberStep.Log _ -> Math.expm1(x);
            case NumberStep.Power power -> inverse(x, power.lambda());
            case NumberStep.Clip clip -> clip.apply(x);
            case NumberStep.Fill _ -> x;
          };
    }
    return x;
  }

  private static double inverse(double y, double lambda) {
    return y >= 0 ? inversePart(y, lambda) : -inversePart(-y, 2 - lambda);
  }

  private static double inversePart(double y, double p) {
    return p == 0 ? Math.expm1(y) : Math.pow(1 + p * y, 1 / p) - 1;
  }

  private static double lower(List<NumberStep> steps) {
    return steps.stream()
        .filter(NumberStep.Clip.class::isInstance)
        .mapToDouble(step -> ((NumberStep.Clip) step).lower())
        .findFirst()
        .orElse(-Double.MAX_VALUE);
  }
}
