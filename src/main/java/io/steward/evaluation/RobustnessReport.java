package io.steward.evaluation;

import io.steward.charter.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much the primary metric suffers when the inputs are not as clean as the holdout.
 *
 * @param metric the primary metric
 * @param rows rows that were used; a sample of the holdout if it is large
 * @param base the metric on these rows, untouched; null where it cannot be said
 * @param scenarios what was done, and what became of the metric
 * @param worstDrop the largest drop of all scenarios that are judged, at least 0; null where it
 *     cannot be said
 * @param allowedDrop the drop that the charter allows
 * @param flips whose answer a single changed value can turn; null where it was not looked for
 * @param note the result in a sentence
 */
public record RobustnessReport(
    Metric metric,
    long rows,
    @Nullable Double base,
    List<Scenario> scenarios,
    @Nullable Double worstDrop,
    double allowedDrop,
    @Nullable FlipReport flips,
    String note) {

  public RobustnessReport {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * One way of disturbing the inputs.
   *
   * @param name for example {@code noise-0.1} or {@code shift:age}
   * @param description in words
   * @param value the metric on disturbed rows, mean of the repeats; null where it cannot be said
   * @param drop how much worse that is: in points of the metric, or as a share of the constant
   *     answer's value for metrics with a unit (RMSE, MAE, log loss, cost)
   * @param judged whether it counts for the worst drop. What an adversary does is shown only: no
   *     useful model withstands it
   */
  public record Scenario(
      String name,
      String description,
      @Nullable Double value,
      @Nullable Double drop,
      boolean judged) {}

  /** The judged scenario with the largest drop, if there is any. */
  public @Nullable Scenario worst() {
    return worst(scenarios).orElse(null);
  }

  static Optional<Scenario> worst(List<Scenario> scenarios) {
    return scenarios.stream()
        .filter(scenario -> scenario.judged() && scenario.drop() != null)
        .max(Comparator.comparingDouble(scenario -> Scale.number(scenario.drop())));
  }
}
