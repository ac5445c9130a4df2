package io.steward.data;

import io.steward.charter.DataSource.CsvForm;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what each column of texts holds, from what the source says of it and from all its values,
 * never from a sample:
 *
 * <ul>
 *   <li>NUMBER if every value is a finite decimal number (or one of the markers for missing
 *       numbers) and none would lose something as a number: a leading zero ({@code 00501}) or more
 *       than 15 digits. Whole-number codes such as 1, 2, 3 are numbers.
 *   <li>DATE if every value is {@code yyyy-MM-dd}, with or without a time after it.
 *   <li>NUMBER or DATE in another notation as {@link NotationDetector} finds.
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
   * @param name how messages call the source
   * @throws UnusableDataException if a column can be read in more than one way
   */
  List<TypedColumn> detect(String texts, TextRows table, CsvForm form, String name) {
    List<TypedColumn> columns = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    int count = table.names().size();
    for (int start = 0; start < count; start += COLUMNS_A_QUERY) {
      int end = Math.min(count, start + COLUMNS_A_QUERY);
      List<String> select = new ArrayList<>();
      for (int i = start; i < end; i++) {
        select.addAll(counts(i));
      }
      Row row = engine.query("SELECT " + String.join(", ", select) + " FROM " + texts).get(0);
      for (int i = start; i < end; i++) {
        ColumnKind kind = kind(row, i, table, name);
        columns.add(TypedColumn.plain(table.names().get(i), kind));
        if (table.hints().get(i) == ColumnHint.NONE && row.whole("values" + i) > 0) {
          open.add(i);
        }
      }
    }
    return new NotationDetector(engine, texts, form, name).refine(columns, open);
  }

  private List<String> counts(int i) {
    String value = value(i);
    return List.of(
        "count(" + value + ") AS values" + i,
        "count(" + sql.parsedNumber(value) + ") AS numbers" + i,
        TableSql.countIf(marker(sql, value)) + " AS markers" + i,
        TableSql.countIf(loses(sql, value)) + " AS loses" + i,
        TableSql.countIf(isoDate(sql, value)) + " AS dates" + i);
  }

  private static ColumnKind kind(Row row, int i, TextRows table, String name) {
    ColumnHint hint = table.hints().get(i);
    long values = row.whole("values" + i);
    long numbers = row.whole("numbers" + i);
    boolean loses = row.whole("loses" + i) > 0;
    boolean allNumbers = numbers > 0 && numbers + row.whole("markers" + i) == values;
    if (hint == ColumnHint.NUMBER && !loses && !allNumbers && numbers > 0) {
      throw new UnusableDataException(
          "not-finite",
          "Column '"
              + table.names().get(i)
              + "' of "
              + name
              + " holds infinite numbers. Replace them, or leave them out (null).");
    }
    if (hint != ColumnHint.TEXT && allNumbers && !loses) {
      return ColumnKind.NUMBER;
    }
    boolean dates = hint != ColumnHint.NUMBER && values > 0 && row.whole("dates" + i) == values;
    return dates ? ColumnKind.DATE : ColumnKind.TEXT;
  }

  /** SQL: the trimmed text of column i, null if it is blank. */
  static String value(int i) {
    return "nullif(trim(c" + i + "), '')";
  }

  /** SQL: whether a trimmed text is an ISO 8601 date, with or without a time. */
  static String isoDate(Dialect sql, String value) {
    // The length rules out most numbers at no cost.
    return "length("
        + value
        + ") > 9 AND "
        + value
        + " LIKE '____-__-__%' AND "
        + sql.matches(value, DATE)
        + " AND "
        + sql.startsWithDate(value);
  }

  /** SQL: whether a trimmed text is a word for a missing number. */
  static String marker(Dialect sql, String value) {
    return value
        + " IN ("
        + String.join(", ", CsvDialect.MISSING_NUMBERS.stream().map(sql::text).toList())
        + ")";
  }

  /** SQL: whether a number's text would lose something as a number. */
  static String loses(Dialect sql, String value) {
    // The cheap conditions rule out nearly all numbers before the regular expression is asked.
    return "(length("
        + value
        + ") > 15 OR "
        + value
        + " LIKE '0%' OR "
        + value
        + " LIKE '-%' OR "
        + value
        + " LIKE '+%') AND "
        + sql.matches(value, LOSES_AS_NUMBER)
        + " AND "
        + sql.parsedNumber(value)
        + " IS NOT NULL";
  }
}
