package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose answer turns when one value is changed to another that occurs. A row turns if its label
 * changes or, in a regression, its value moves by more than the model's usual error.
 *
 * @param rows rows that were tried; a sample of the holdout if it is large
 * @param share the share of rows that any single change turns, 0 to 1; null where it cannot be said
 * @param smallShare the share that a small step of one number turns ({@value FlipSearch#SMALL_STEP}
 *     standard deviations)
 * @param columns one a column, the most powerful first
 * @param note why nothing can be said, or what a turn is
 */
public record FlipReport(
    long rows,
    @Nullable Double share,
    @Nullable Double smallShare,
    List<ColumnFlips> columns,
    String note) {

  public FlipReport {
    columns = List.copyOf(columns);
  }

  /**
   * What changing one column alone turns.
   *
   * @param share the share of rows that some value of it turns
   * @param smallShare the share that a small step turns; null for texts, which have no steps
   */
  public record ColumnFlips(String column, double share, @Nullable Double smallShare) {}
}
