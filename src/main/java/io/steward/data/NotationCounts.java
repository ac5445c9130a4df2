package io.steward.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many values of a column there are, and how many are written in which notation.
 *
 * @param values the values that are not missing
 * @param markers words for a missing number
 * @param isoDates dates in ISO 8601
 * @param written those of each notation
 * @param both numbers that mean something else with a decimal point than with a decimal comma
 * @param anyNumber those that are numbers in some notation, the plain one included
 * @param plain those that are plainly written numbers
 * @param points those with a point
 */
record NotationCounts(
    long values,
    long markers,
    long isoDates,
    Map<Notation, Long> written,
    long both,
    long anyNumber,
    long plain,
    long points) {

  long of(Notation notation) {
    return written.getOrDefault(notation, 0L);
  }

  /** Whether every number is written so; false if there is none. */
  boolean allNumbers(Notation notation) {
    return values > markers && of(notation) == values - markers;
  }

  /** Whether all are numbers, some in one notation and some in another. */
  boolean mixesNumbers() {
    long numbers = values - markers;
    // Plain numbers that were not taken for such, for example codes with leading zeros, are texts.
    return numbers > 0 && anyNumber == numbers && plain < numbers;
  }

  /** SQL: what is counted of text column i. */
  static List<String> select(Dialect sql, int i) {
    String value = KindDetector.value(i);
    List<String> select = new ArrayList<>();
    select.add("count(" + value + ") AS values" + i);
    select.add(TableSql.countIf(KindDetector.marker(sql, value)) + " AS markers" + i);
    select.add(TableSql.countIf(KindDetector.isoDate(sql, value)) + " AS iso" + i);
    for (Notation notation : Notation.values()) {
      select.add(TableSql.countIf(notation.matches(sql, value)) + " AS n" + notation + i);
    }
    String point = Notation.POINT.matches(sql, value);
    String comma = Notation.COMMA.matches(sql, value);
    String separated = sql.matches(value, ".*[.,].*");
    select.add(TableSql.countIf(point + " AND " + comma + " AND " + separated) + " AS both" + i);
    select.add(
        TableSql.countIf(point + " OR " + comma + " OR " + sql.parsedNumber(value) + " IS NOT NULL")
            + " AS any"
            + i);
    select.add("count(" + sql.parsedNumber(value) + ") AS plain" + i);
    select.add(TableSql.countIf(value + " LIKE '%.%'") + " AS points" + i);
    return select;
  }

  /** What was counted. */
  static NotationCounts of(int i, Row row) {
    Map<Notation, Long> written = new EnumMap<>(Notation.class);
    for (Notation notation : Notation.values()) {
      written.put(notation, row.whole("n" + notation + i));
    }
    return new NotationCounts(
        row.whole("values" + i),
        row.whole("markers" + i),
        row.whole("iso" + i),
        written,
        row.whole("both" + i),
        row.whole("any" + i),
        row.whole("plain" + i),
        row.whole("points" + i));
  }
}
