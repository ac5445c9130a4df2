package io.steward.data;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;

/** SQL that several steps need in the same words. */
final class TableSql {
  private TableSql() {}

  /** A row's values as one text: equal for equal rows, different for different ones. */
  static String rowText(Dialect dialect, List<ColumnSchema> columns) {
    List<String> parts = new ArrayList<>();
    for (ColumnSchema column : columns) {
      String name = dialect.name(column.name());
      parts.add(
          column.kind() == ColumnKind.NUMBER
              ? marked(dialect, "n", dialect.canonicalNumber(name))
              : marked(dialect, "t", escaped(dialect, name)));
      parts.add(dialect.text("|"));
    }
    return dialect.concatenated(parts);
  }

  /** A value as a person reads it: numbers in canonical form, texts as they are. */
  static String readable(Dialect dialect, ColumnSchema column) {
    String name = dialect.name(column.name());
    return column.kind() == ColumnKind.NUMBER ? dialect.canonicalNumber(name) : name;
  }

  /** Counts the rows for which a condition holds. */
  static String countIf(String condition) {
    return "count(CASE WHEN " + condition + " THEN 1 END)";
  }

  private static String marked(Dialect dialect, String mark, String expression) {
    return "coalesce(" + dialect.text(mark) + " || " + expression + ", " + dialect.text("") + ")";
  }

  private static String escaped(Dialect dialect, String name) {
    String backslash = dialect.text("\\");
    String slashes = "replace(" + name + ", " + backslash + ", " + dialect.text("\\\\") + ")";
    return "replace(" + slashes + ", " + dialect.text("|") + ", " + dialect.text("\\|") + ")";
  }
}
