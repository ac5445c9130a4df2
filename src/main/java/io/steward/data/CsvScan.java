package io.steward.data;

/** What a whole pass over a CSV file found. */
record CsvScan(CsvDialect dialect, TextRows table) {}
