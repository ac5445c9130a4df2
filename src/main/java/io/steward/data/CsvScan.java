package io.steward.data;

import java.util.List;

/**
 * What a whole pass over a CSV file found.
 *
 * @param names the column names of the first line, trimmed, not blank, all different
 * @param rows the number of rows after the first line, blank lines not counted
 */
record CsvScan(CsvDialect dialect, List<String> names, long rows) {}
