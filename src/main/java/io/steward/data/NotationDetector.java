package io.steward.data;

import io.steward.charter.DataSource.CsvForm;
import io.steward.charter.DataSource.DateOrder;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns of CSV whose numbers or dates are not written plainly. A column is read in another
 * notation only if all its values are written so and no other reading fits; what fits two readings,
 * or mixes several, is refused, since taking it for text would hide a number or a date, and
 * guessing would change it.
 */
final class NotationDetector {
  private static final int COLUMNS_A_QUERY = 10;
  private static final int SAMPLE = 1000;

  /** Every value of every notation is made of these. */
  private static final String LIKE_NOTATION = "[-+0-9][-+0-9.,/: '\u00a0\u202f]*([TZ].*)?";

  private static final List<Notation> NUMBERS = Notation.of(ColumnKind.NUMBER);
  private static final List<Notation> DATES = Notation.of(ColumnKind.DATE);

  private final DataEngine engine;
  private final Dialect sql;
  private final String texts;
  private final CsvForm form;
  private final String source;

  /**
   * @param texts the SQL relation with text columns {@code c0, c1, …}
   * @param source how messages call the source
   */
  NotationDetector(DataEngine engine, String texts, CsvForm form, String source) {
    this.engine = engine;
    this.sql = engine.dialect();
    this.texts = texts;
    this.form = form;
    this.source = source;
  }

  /** How many values of a column are there, and how many are written in which notation. */
  private record Counts(
      long values,
      long markers,
      long isoDates,
      Map<Notation, Long> written,
      long both,
      long any,
      long points) {
    long of(Notation notation) {
      return written.getOrDefault(notation, 0L);
    }
  }

  /**
   * @param columns what the columns hold if they are written plainly
   * @param open the columns with values of which the source says nothing
   */
  List<TypedColumn> refine(List<TypedColumn> columns, List<Integer> open) {
    List<TypedColumn> refined = new ArrayList<>(columns);
    List<Integer> candidates =
        candidates(open.stream().filter(i -> kind(columns, i) == ColumnKind.TEXT).toList());
    Map<Integer, Counts> counts = count(candidates, this::select);
    boolean comma =
        form.decimal() == null
            ? counts.values().stream().anyMatch(NotationDetector::onlyCommas)
            : form.decimal().equals(",");
    for (int i : candidates) {
      Counts found = counts.get(i);
      if (found != null) {
        refined.set(i, refine(columns.get(i), i, found, comma));
      }
    }
    if (comma) {
      pointsAmongCommas(refined, open);
    }
    return refined;
  }

  private TypedColumn refine(TypedColumn column, int i, Counts found, boolean comma) {
    Notation number = number(column, i, found, comma);
    Notation notation = number == null ? date(column, i, found) : number;
    if (notation == null) {
      return column;
    }
    return notation.kind() == ColumnKind.NUMBER && loses(i, notation)
        ? column
        : column.in(notation);
  }

  private @Nullable Notation number(TypedColumn column, int i, Counts found, boolean comma) {
    long values = found.values() - found.markers();
    boolean point = values > 0 && found.of(Notation.POINT) == values;
    boolean commas = values > 0 && found.of(Notation.COMMA) == values;
    if (point && commas && found.both() > 0 && form.decimal() == null && !comma) {
      throw ambiguous(column, i, "source.csv.decimal", NUMBERS);
    }
    if (point && commas) {
      return comma ? Notation.COMMA : Notation.POINT;
    }
    Notation only = point ? Notation.POINT : commas ? Notation.COMMA : null;
    if (only == null && values > 0 && found.any() == values) {
      throw mixed(column, i, NUMBERS);
    }
    if (only != null && form.decimal() != null && (only == Notation.COMMA) != comma) {
      throw contradicts(column, i, only);
    }
    return only;
  }

  private @Nullable Notation date(TypedColumn column, int i, Counts found) {
    List<Notation> fitting =
        DATES.stream().filter(notation -> found.of(notation) == found.values()).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.size() > 1) {
      DateOrder order = form.dates();
      if (order == null) {
        throw ambiguous(column, i, "source.csv.dates", fitting);
      }
      // Both the first of two: the notations are listed day first, month second.
      return fitting.get(order == DateOrder.DAY_FIRST ? 0 : 1);
    }
    long dates = found.isoDates();
    for (Notation notation : DATES) {
      dates = Math.max(dates, found.of(notation));
    }
    if (dates > 0 && anyDate(i) == found.values()) {
      throw mixed(column, i, DATES);
    }
    return null;
  }

  /**
   * Where one column has decimal commas, 1.234 in another one is probably more than a thousand; and
   * where the charter says so it is.
   */
  private void pointsAmongCommas(List<TypedColumn> columns, List<Integer> open) {
    List<Integer> plain =
        open.stream()
            .filter(i -> kind(columns, i) == ColumnKind.NUMBER && columns.get(i).notation() == null)
            .toList();
    Map<Integer, Counts> counts = count(plain, this::select);
    for (int i : plain) {
      Counts found = counts.get(i);
      if (found == null || found.points() == 0) {
        continue;
      }
      boolean commas = found.of(Notation.COMMA) == found.values() - found.markers();
      if (form.decimal() == null && commas) {
        throw ambiguous(columns.get(i), i, "source.csv.decimal", NUMBERS);
      }
      if (form.decimal() != null && commas) {
        columns.set(i, columns.get(i).in(Notation.COMMA));
      } else if (form.decimal() != null) {
        throw contradicts(columns.get(i), i, Notation.POINT);
      }
    }
  }

  /** The columns whose first rows do not rule out every notation. */
  private List<Integer> candidates(List<Integer> columns) {
    Map<Integer, Boolean> like =
        count(
            columns,
            (i, row) -> row.whole("other" + i) == 0,
            i -> {
              String value = KindDetector.value(i);
              return List.of(
                  TableSql.countIf(
                          value
                              + " IS NOT NULL AND NOT "
                              + sql.matches(value, LIKE_NOTATION)
                              + " AND NOT "
                              + KindDetector.marker(sql, value))
                      + " AS other"
                      + i);
            },
            " WHERE " + Snapshot.ROW + " < " + SAMPLE);
    return columns.stream().filter(i -> Boolean.TRUE.equals(like.get(i))).toList();
  }

  private Map<Integer, Counts> count(
      List<Integer> columns, Function<Integer, List<String>> select) {
    return count(columns, NotationDetector::counts, select, "");
  }

  private <T> Map<Integer, T> count(
      List<Integer> columns,
      BiFunction<Integer, Row, T> read,
      Function<Integer, List<String>> select,
      String where) {
    Map<Integer, T> found = new HashMap<>();
    for (int start = 0; start < columns.size(); start += COLUMNS_A_QUERY) {
      List<Integer> some =
          columns.subList(start, Math.min(columns.size(), start + COLUMNS_A_QUERY));
      List<String> all = some.stream().flatMap(i -> select.apply(i).stream()).toList();
      Row row = engine.query("SELECT " + String.join(", ", all) + " FROM " + texts + where).get(0);
      some.forEach(i -> found.put(i, read.apply(i, row)));
    }
    return found;
  }

  private List<String> select(int i) {
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
    select.add(TableSql.countIf(value + " LIKE '%.%'") + " AS points" + i);
    return select;
  }

  private static Counts counts(int i, Row row) {
    Map<Notation, Long> written = new EnumMap<>(Notation.class);
    for (Notation notation : Notation.values()) {
      written.put(notation, row.whole("n" + notation + i));
    }
    return new Counts(
        row.whole("values" + i),
        row.whole("markers" + i),
        row.whole("iso" + i),
        written,
        row.whole("both" + i),
        row.whole("any" + i),
        row.whole("points" + i));
  }

  private long anyDate(int i) {
    String value = KindDetector.value(i);
    List<String> dates = new ArrayList<>();
    dates.add("(" + KindDetector.isoDate(sql, value) + ")");
    DATES.forEach(notation -> dates.add(notation.matches(sql, value)));
    return one(TableSql.countIf(String.join(" OR ", dates)));
  }

  private boolean loses(int i, Notation notation) {
    String plain = notation.plainNumber(sql, KindDetector.value(i));
    return one(TableSql.countIf(KindDetector.loses(sql, plain))) > 0;
  }

  private long one(String expression) {
    return engine.query("SELECT " + expression + " AS n FROM " + texts).get(0).whole("n");
  }

  private static boolean onlyCommas(Counts found) {
    long values = found.values() - found.markers();
    return values > 0 && found.of(Notation.COMMA) == values && found.of(Notation.POINT) < values;
  }

  private static ColumnKind kind(List<TypedColumn> columns, int i) {
    return columns.get(i).schema().kind();
  }

  private UnusableDataException ambiguous(
      TypedColumn column, int i, String key, List<Notation> notations) {
    return new UnusableDataException(
        "ambiguous-values",
        where(column)
            + "can be read as "
            + String.join(" or as ", notations.stream().map(Notation::words).toList())
            + " (for example "
            + examples(i, notations)
            + "). Say which in the charter with "
            + key
            + ", or write the values plainly.");
  }

  private UnusableDataException mixed(TypedColumn column, int i, List<Notation> notations) {
    return new UnusableDataException(
        "mixed-values",
        where(column)
            + (notations.equals(DATES)
                ? "mixes several ways of writing dates"
                : "mixes several ways of writing numbers")
            + " (for example "
            + examples(i, notations)
            + "). Write all its values alike: dates as yyyy-MM-dd, numbers as 1234.5.");
  }

  private UnusableDataException contradicts(TypedColumn column, int i, Notation found) {
    return new UnusableDataException(
        "contradicts-charter",
        where(column)
            + "holds "
            + found.words()
            + " (for example "
            + examples(i, NUMBERS)
            + "), but source.csv.decimal in the charter says otherwise. Correct one of the two.");
  }

  private String where(TypedColumn column) {
    return "Column '" + column.name() + "' of " + source + " ";
  }

  /** A value of each notation that is there, with its row. */
  private String examples(int i, List<Notation> notations) {
    String value = KindDetector.value(i);
    List<String> groups = new ArrayList<>();
    for (Notation notation : notations) {
      groups.add("WHEN " + notation.matches(sql, value) + " THEN " + groups.size());
    }
    List<String> examples = new ArrayList<>();
    for (Row row :
        engine.query(
            "SELECT v, r FROM (SELECT v, r, row_number() OVER (PARTITION BY g ORDER BY r) AS n FROM"
                + " (SELECT "
                + value
                + " AS v, "
                + Snapshot.ROW
                + " AS r, CASE "
                + String.join(" ", groups)
                + " ELSE -1 END AS g FROM "
                + texts
                + " WHERE "
                + sql.matches(value, ".*[.,/-].*")
                + ")) WHERE n = 1 ORDER BY r LIMIT 3")) {
      examples.add("'" + row.requiredText("v") + "' in row " + (row.whole("r") + 1));
    }
    return String.join(", ", examples);
  }
}
