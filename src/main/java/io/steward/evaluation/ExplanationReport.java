package io.steward.evaluation;

import io.steward.charter.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns the model leans on.
 *
 * @param metric the primary metric
 * @param base its value on the untouched rows; null where it cannot be said, and then there are no
 *     importances
 * @param rows rows that were used; a sample of the holdout if it is large
 * @param importances one a column, the most important first
 */
public record ExplanationReport(
    Metric metric, @Nullable Double base, long rows, List<Importance> importances) {

  public ExplanationReport {
    importances = List.copyOf(importances);
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
