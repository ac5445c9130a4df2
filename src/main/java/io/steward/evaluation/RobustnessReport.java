package io.steward.evaluation;

import io.steward.charter.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much the primary metric suffers when the inputs are not as clean as the holdout.
 *
 * @param metric the primary metric
 * @param base its value on the untouched rows; null where it cannot be said
 * @param scenarios what was done, and what became of the metric
 * @param worstDrop the largest drop of all scenarios, at least 0; null where it cannot be said
 */
public record RobustnessReport(
    Metric metric, @Nullable Double base, List<Scenario> scenarios, @Nullable Double worstDrop) {

  public RobustnessReport {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * One way of disturbing the inputs.
   *
   * @param name for example {@code noise-0.1}
   * @param description in words
   * @param value the metric on disturbed rows, mean of the repeats; null where it cannot be said
   * @param drop how much worse that is: in points of the metric, or as a share of the constant
   *     answer's value for metrics with a unit (RMSE, MAE, log loss, cost)
   */
  public record Scenario(
      String name, String description, @Nullable Double value, @Nullable Double drop) {}

  /** The scenario with the largest drop, if there is any. */
  public @Nullable Scenario worst() {
    return scenarios.stream()
        .filter(scenario -> scenario.drop() != null)
        .max(java.util.Comparator.comparingDouble(scenario -> Scale.number(scenario.drop())))
        .orElse(null);
  }
}
