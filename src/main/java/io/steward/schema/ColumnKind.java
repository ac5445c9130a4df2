package io.steward.schema;

/**
 * What a column holds. There is no kind for truth values: {@code yes/no} and {@code true/false} are
 * texts, so that a column means the same whatever its spelling.
 */
public enum ColumnKind {
  /** A finite decimal number, held as a double; missing is NaN. */
  NUMBER,
  /** A text, held as it was written; missing is the empty text. */
  TEXT,
  /** An ISO 8601 date, with or without a time, held as its text; missing is the empty text. */
  DATE
}
