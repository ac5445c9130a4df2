package io.steward.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report, its cells as text.
 *
 * @param note what a reader must know, below it; may be empty
 */
public record ReportTable(
    String title, List<String> columns, List<List<String>> rows, String note) {
  /** Longer tables are cut, and say so: page and PDF stay readable and bounded. */
  static final int MOST_ROWS = 40;

  public ReportTable {
    columns = List.copyOf(columns);
    if (rows.size() > MOST_ROWS) {
      note =
          (note + " " + (rows.size() - MOST_ROWS) + " more rows are in the JSON of this report.")
              .strip();
      rows = rows.subList(0, MOST_ROWS);
    }
    List<List<String>> copies = new ArrayList<>();
    rows.forEach(row -> copies.add(List.copyOf(row)));
    rows = List.copyOf(copies);
  }
}
