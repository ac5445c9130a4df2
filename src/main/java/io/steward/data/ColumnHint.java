package io.steward.data;

/** What a source itself says of a column. */
enum ColumnHint {
  /** Nothing, as in CSV: everything follows from the values. */
  NONE,
  /** Numbers; they stay texts only where they would lose digits as numbers. */
  NUMBER,
  /** Texts, so digits in them are no numbers; ISO 8601 dates are dates. */
  TEXT
}
