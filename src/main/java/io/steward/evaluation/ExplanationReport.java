package io.steward.evaluation;

import io.steward.charter.Metric;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which columns the model leans on, and how.
 *
 * @param metric the primary metric
 * @param base its value on the untouched rows; null where it cannot be said, and then there are no
 *     importances
 * @param rows rows that were used; a sample of the holdout if it is large
 * @param importances one a column, the most important first
 * @param shap what moves the answers; null where it cannot be said
 * @param dependences how the answer changes with the columns that move it most
 * @param examples single decisions explained, of rows of the training part: one the model finds
 *     least likely (or smallest), one in the middle, one most
 * @param notes what cannot be said and why, in sentences
 */
public record ExplanationReport(
    Metric metric,
    @Nullable Double base,
    long rows,
    List<Importance> importances,
    @Nullable ShapSummary shap,
    List<PartialDependence> dependences,
    List<DecisionExplanation> examples,
    List<String> notes) {

  public ExplanationReport {
    importances = List.copyOf(importances);
    // Reports of earlier versions have none of these.
    dependences = List.copyOf(Objects.requireNonNullElse(dependences, List.of()));
    examples = List.copyOf(Objects.requireNonNullElse(examples, List.of()));
    notes = List.copyOf(Objects.requireNonNullElse(notes, List.of()));
  }

  /**
   * How much the model needs a column.
   *
   * @param column the raw column
   * @param drop how much worse the primary metric gets when the column's values are shuffled among
   *     the rows, in the metric's own unit; mean of the repeats. About 0: not needed
   * @param standardDeviation of the repeats
   */
  public record Importance(String column, double drop, double standardDeviation) {}
}
