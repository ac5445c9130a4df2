package io.steward.data;

import java.util.List;

/**
 * The rows of a source as texts, in a file that the engine can read.
 *
 * @param names the column names
 * @param hints what the source says of each column
 * @param rows the number of rows
 * @param longestRow the bytes of the longest row in the file
 */
record TextRows(List<String> names, List<ColumnHint> hints, long rows, int longestRow) {
  TextRows {
    names = List.copyOf(names);
    hints = List.copyOf(hints);
  }
}
