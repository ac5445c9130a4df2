package io.steward.data;

import java.util.Set;

/** DuckDB's types, and how their values are written as texts. */
final class DuckDbTypes {
  private static final Set<String> NUMBERS =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT",
          "FLOAT",
          "DOUBLE");

  private DuckDbTypes() {}

  static NativeColumn column(String name, String type) {
    return new NativeColumn(name, type(type), type);
  }

  private static NativeColumn.Type type(String type) {
    // A list of decimals is written DECIMAL(5,2)[].
    if (NUMBERS.contains(type) || (type.startsWith("DECIMAL(") && type.endsWith(")"))) {
      return NativeColumn.Type.NUMBER;
    }
    if (type.startsWith("ENUM(") && type.endsWith(")")) {
      return NativeColumn.Type.TEXT;
    }
    return switch (type) {
      case "VARCHAR", "UUID" -> NativeColumn.Type.TEXT;
      case "BOOLEAN" -> NativeColumn.Type.BOOLEAN;
      case "DATE" -> NativeColumn.Type.DATE;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          NativeColumn.Type.TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE" -> NativeColumn.Type.INSTANT;
      default -> NativeColumn.Type.OTHER;
    };
  }

  /** SQL: a value as text. Points in time are written in UTC, whatever the machine's zone. */
  static String asText(Dialect sql, NativeColumn column) {
    String name = sql.name(column.name());
    return switch (column.type()) {
      case INSTANT -> "CAST(make_timestamp(epoch_us(" + name + ")) AS VARCHAR) || 'Z'";
      case OTHER ->
          throw new IllegalArgumentException(
              "A " + column.engineType() + " cannot be written as a text.");
      default -> "CAST(" + name + " AS VARCHAR)";
    };
  }
}
