package io.steward.data;

import io.steward.data.ColumnProfile.DateFacts;
import io.steward.data.ColumnProfile.Gap;
import io.steward.data.ColumnProfile.ValueCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Describes the date columns of a relation: their days, gaps and months. */
final class DateScan {
  private static final int GAPS = 3;
  private static final int MOST_MONTHS = 120;

  private final DataEngine engine;
  private final String table;

  DateScan(DataEngine engine, String table) {
    this.engine = engine;
    this.table = table;
  }

  /** Describes a column that has at least one date. */
  DateFacts facts(String column) {
    String name = engine.dialect().name(column);
    String days =
        "(SELECT DISTINCT "
            + engine.dialect().dayNumber(name)
            + " AS d FROM "
            + table
            + " WHERE "
            + name
            + " IS NOT NULL) AS days";
    long count = engine.query("SELECT count(*) AS n FROM " + days).getFirst().whole("n");
    List<ValueCount> months = periods(name, 7);
    return new DateFacts(
        count, gaps(days), months.size() > MOST_MONTHS ? periods(name, 4) : months);
  }

  private List<Gap> gaps(String days) {
    String query =
        "SELECT d, before FROM (SELECT d, lag(d) OVER (ORDER BY d) AS before FROM "
            + days
            + ") AS pairs WHERE d - before > 1 ORDER BY d - before DESC, d LIMIT "
            + GAPS;
    List<Gap> gaps = new ArrayList<>();
    for (Row row : engine.query(query)) {
      long after = row.whole("before");
      long until = row.whole("d");
      gaps.add(
          new Gap(
              LocalDate.ofEpochDay(after).toString(),
              LocalDate.ofEpochDay(until).toString(),
              until - after - 1));
    }
    return gaps;
  }

  /** Rows by the first letters of the date: 7 for the month, 4 for the year. */
  private List<ValueCount> periods(String name, int letters) {
    String query =
        "SELECT left("
            + name
            + ", "
            + letters
            + ") AS period, count(*) AS n FROM "
            + table
            + " WHERE "
            + name
            + " IS NOT NULL GROUP BY 1 ORDER BY 1";
    return engine.query(query).stream()
        .map(row -> new ValueCount(row.requiredText("period"), row.whole("n")))
        .toList();
  }
}
