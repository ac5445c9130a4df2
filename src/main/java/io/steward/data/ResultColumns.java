package io.steward.data;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a query's result, and how their values are written as JSON. */
final class ResultColumns {
  private static final Set<String> NO_VALUES = Set.of("json", "jsonb", "bytea", "xml", "interval");

  private enum Kind {
    NUMBER,
    BOOLEAN,
    INSTANT,
    TEXT
  }

  private final List<String> names;
  private final List<Kind> kinds;

  private ResultColumns(List<String> names, List<Kind> kinds) {
    this.names = names;
    this.kinds = kinds;
  }

  /**
   * Reads the columns.
   *
   * @throws UnusableDataException that names each column which is no value of a table
   */
  static ResultColumns of(ResultSetMetaData meta, String source, SourceLimits limits)
      throws SQLException {
    List<String> names = new ArrayList<>();
    List<Kind> kinds = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
      Kind kind = kind(meta.getColumnType(i), meta.getColumnTypeName(i));
      kinds.add(kind == null ? Kind.TEXT : kind);
      if (kind == null) {
        strange.add("'" + meta.getColumnLabel(i) + "' (" + meta.getColumnTypeName(i) + ")");
      }
    }
    ColumnNameRules.checkedKeys(names, source, limits);
    if (!strange.isEmpty()) {
      throw new UnusableDataException(
          "nested-value",
          "The query gives columns that hold no single numbers, texts or dates: "
              + String.join(", ", strange)
              + ". Turn them into such columns in the query, or leave them out.");
    }
    return new ResultColumns(names, kinds);
  }

  private static @Nullable Kind kind(int type, String typeName) {
    if (NO_VALUES.contains(typeName)) {
      return null;
    }
    return switch (type) {
      case Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE ->
          // PostgreSQL's money is a DOUBLE to the driver, but is written with a currency.
          typeName.equals("money") ? Kind.TEXT : Kind.NUMBER;
      case Types.BIT, Types.BOOLEAN -> typeName.equals("bool") ? Kind.BOOLEAN : Kind.TEXT;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          typeName.equals("timestamptz") ? Kind.INSTANT : Kind.TEXT;
      case Types.ARRAY, Types.BINARY, Types.STRUCT, Types.REF_CURSOR -> null;
      default -> Kind.TEXT;
    };
  }

  /** Writes the row that the result stands on as one line. */
  void write(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
    json.writeStartObject();
    for (int i = 0; i < names.size(); i++) {
      json.writeFieldName(names.get(i));
      write(rows, i, json);
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void write(ResultSet rows, int i, JsonGenerator json) throws SQLException, IOException {
    String text = rows.getString(i + 1);
    if (text == null) {
      json.writeNull();
      return;
    }
    switch (kinds.get(i)) {
      case NUMBER -> number(text, names.get(i), json);
      case BOOLEAN -> json.writeBoolean(rows.getBoolean(i + 1));
      case INSTANT -> json.writeString(instant(rows, i, text));
      case TEXT -> json.writeString(text);
    }
  }

  private static void number(String text, String name, JsonGenerator json) throws IOException {
    switch (text) {
      // Not a number is a missing one, as everywhere in Steward.
      case "NaN" -> json.writeNull();
      case "Infinity", "-Infinity" ->
          throw new UnusableDataException(
              "not-finite",
              "Column '"
                  + name
                  + "' of the query holds infinite numbers. Replace them in the query, or leave"
                  + " them out (null).");
      default -> json.writeNumber(text);
    }
  }

  private static String instant(ResultSet rows, int i, String text) throws SQLException {
    return text.equals("infinity") || text.equals("-infinity")
        ? text
        : rows.getObject(i + 1, OffsetDateTime.class)
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toString();
  }
}
