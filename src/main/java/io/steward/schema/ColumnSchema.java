package io.steward.schema;

/**
 * A column's name, exactly as the source writes it, and what it holds.
 *
 * @param name not blank
 */
public record ColumnSchema(String name, ColumnKind kind) {
  public ColumnSchema {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A column needs a name.");
    }
  }
}
