package io.steward.data;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what each column of texts holds, from all its values, never from a sample:
 *
 * <ul>
 *   <li>NUMBER if every value is a finite decimal number (or one of the markers for missing
 *       numbers) and none would lose something as a number: a leading zero ({@code 00501}) or more
 *       than 15 digits. Whole-number codes such as 1, 2, 3 are numbers.
 *   <li>DATE if every value is {@code yyyy-MM-dd}, with or without a time after it.
 *   <li>TEXT otherwise, so also yes/no, true/false, ranges such as {@code <0}, and columns without
 *       any value.
 * </ul>
 */
final class KindDetector {
  private static final int COLUMNS_A_QUERY = 50;
  private static final String LOSES_AS_NUMBER = "[+-]?(0[0-9].*|[0-9]{16,})";
  private static final String DATE =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}"
          + "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?";

  private final DataEngine engine;
  private final Dialect sql;

  KindDetector(DataEngine engine) {
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /**
   * @param texts the SQL relation with text columns {@code c0, c1, …}
   */
  List<ColumnSchema> detect(String texts, CsvScan scan) {
    List<ColumnSchema> columns = new ArrayList<>();
    int count = scan.names().size();
    for (int start = 0; start < count; start += COLUMNS_A_QUERY) {
      int end = Math.min(count, start + COLUMNS_A_QUERY);
      List<String> select = new ArrayList<>();
      for (int i = start; i < end; i++) {
        select.addAll(counts(i, scan.dialect().missingInNumbers()));
      }
      Row row = engine.query("SELECT " + String.join(", ", select) + " FROM " + texts).get(0);
      for (int i = start; i < end; i++) {
        columns.add(new ColumnSchema(scan.names().get(i), kind(row, i)));
      }
    }
    return columns;
  }

  /** The SQL that turns text column i into its kind, with missing values null. */
  String typed(int i, ColumnKind kind) {
    return switch (kind) {
      case NUMBER -> sql.parsedNumber(value(i));
      case DATE -> value(i);
      case TEXT -> "CASE WHEN " + value(i) + " IS NOT NULL THEN c" + i + " END";
    };
  }

  private List<String> counts(int i, List<String> markers) {
    String value = value(i);
    String number = sql.parsedNumber(value);
    String marker =
        value + " IN (" + String.join(", ", markers.stream().map(sql::text).toList()) + ")";
    String loses = number + " IS NOT NULL AND " + sql.matches(value, LOSES_AS_NUMBER);
    String date =
        value
            + " LIKE '____-__-__%' AND "
            + sql.matches(value, DATE)
            + " AND "
            + sql.startsWithDate(value);
    return List.of(
        "count(" + value + ") AS values" + i,
        "count(" + number + ") AS numbers" + i,
        TableSql.countIf(marker) + " AS markers" + i,
        TableSql.countIf(loses) + " AS loses" + i,
        TableSql.countIf(date) + " AS dates" + i);
  }

  private static ColumnKind kind(Row row, int i) {
    long values = row.whole("values" + i);
    long numbers = row.whole("numbers" + i);
    if (numbers > 0
        && numbers + row.whole("markers" + i) == values
        && row.whole("loses" + i) == 0) {
      return ColumnKind.NUMBER;
    }
    boolean dates = values > 0 && row.whole("dates" + i) == values;
    return dates ? ColumnKind.DATE : ColumnKind.TEXT;
  }

  private static String value(int i) {
    return "nullif(trim(c" + i + "), '')";
  }
}
