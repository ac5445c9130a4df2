package io.steward.data;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * A column of texts and what it was found to hold.
 *
 * @param notation how its numbers or dates are written; null if plainly
 */
record TypedColumn(ColumnSchema schema, @Nullable Notation notation) {
  static TypedColumn plain(String name, ColumnKind kind) {
    return new TypedColumn(new ColumnSchema(name, kind), null);
  }

  String name() {
    return schema.name();
  }

  /** The same column, read in another notation. */
  TypedColumn in(Notation found) {
    return new TypedColumn(new ColumnSchema(name(), found.kind()), found);
  }

  /** SQL: the text of column {@code i} as its kind, missing values null. */
  String typed(Dialect sql, int i) {
    String value = KindDetector.value(i);
    if (notation != null) {
      return notation.kept(sql, value);
    }
    return switch (schema.kind()) {
      case NUMBER -> sql.parsedNumber(value);
      case DATE -> value;
      case TEXT -> "CASE WHEN " + value + " IS NOT NULL THEN c" + i + " END";
    };
  }
}
