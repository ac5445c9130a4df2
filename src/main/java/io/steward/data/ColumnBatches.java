package io.steward.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns in batches, one query a batch. Exact quantiles hold all values of a column in memory,
 * which cannot spill to disk: so the longer a table is, the fewer of its columns are asked for at
 * once.
 */
public final class ColumnBatches {
  /** The most columns a query: more make it slow to plan. */
  private static final int MOST_COLUMNS = 50;

  /** The most values that one query may hold, 8 bytes each. */
  private static final long MOST_VALUES = 24_000_000;

  private ColumnBatches() {}

  /** The columns in their order, in batches of at least one. */
  public static <T> List<List<T>> of(List<T> columns, long rows) {
    int size = Math.clamp(MOST_VALUES / Math.max(1, rows), 1, MOST_COLUMNS);
    List<List<T>> batches = new ArrayList<>();
    for (int start = 0; start < columns.size(); start += size) {
      batches.add(columns.subList(start, Math.min(columns.size(), start + size)));
    }
    return batches;
  }
}
