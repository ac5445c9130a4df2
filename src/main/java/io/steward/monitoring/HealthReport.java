package io.steward.monitoring;

import java.util.List;

/**
 * The health of a released model, from the requests it served.
 *
 * @param rows served rows that were looked at
 * @param columns one a column, the predictions last
 * @param verdict the judgement of the whole
 * @param summary the judgement in words
 */
public record HealthReport(long rows, List<ColumnDrift> columns, Verdict verdict, String summary) {

  public HealthReport {
    columns = List.copyOf(columns);
  }

  /** The judgement of the whole. */
  public enum Verdict {
    /** No column drifted. */
    HEALTHY,
    /** At least one column drifted. */
    DRIFTED,
    /** Fewer rows than {@link DriftAssessor#MIN_ROWS}: nothing is said. */
    TOO_FEW_ROWS
  }

  /** How many columns drifted, the predictions included. */
  public int driftedColumns() {
    return (int)
        columns.stream().filter(column -> column.verdict() == ColumnDrift.Verdict.DRIFTED).count();
  }
}
