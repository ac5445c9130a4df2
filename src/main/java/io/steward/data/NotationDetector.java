package io.steward.data;

import io.steward.charter.DataSource.CsvForm;
import io.steward.charter.DataSource.DateOrder;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
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
  private final NotationFaults faults;

  /**
   * @param texts the SQL relation with text columns {@code c0, c1, …}
   * @param source how messages call the source
   */
  NotationDetector(DataEngine engine, String texts, CsvForm form, String source) {
    this.engine = engine;
    this.sql = engine.dialect();
    this.texts = texts;
    this.form = form;
    this.faults = new NotationFaults(engine, texts, source);
  }

  /**
   * @param columns what the columns hold if they are written plainly
   * @param open the columns with values of which the source says nothing
   */
  List<TypedColumn> refine(List<TypedColumn> columns, List<Integer> open) {
    List<TypedColumn> refined = new ArrayList<>(columns);
    List<Integer> candidates =
        candidates(open.stream().filter(i -> kind(columns, i) == ColumnKind.TEXT).toList());
    Map<Integer, NotationCounts> counts = count(candidates, i -> NotationCounts.select(sql, i));
    boolean comma =
        form.decimal() == null
            ? counts.values().stream()
                .anyMatch(
                    found -> found.allNumbers(Notation.COMMA) && !found.allNumbers(Notation.POINT))
            : form.decimal().equals(",");
    for (int i : candidates) {
      NotationCounts found = counts.get(i);
      if (found != null) {
        refined.set(i, refine(columns.get(i), i, found, comma));
      }
    }
    if (comma) {
      pointsAmongCommas(refined, open);
    }
    return refined;
  }

  private TypedColumn refine(TypedColumn column, int i, NotationCounts found, boolean comma) {
    Notation number = number(column, i, found, comma);
    Notation notation = number == null ? date(column, i, found) : number;
    if (notation == null) {
      return column;
    }
    return notation.kind() == ColumnKind.NUMBER && loses(i, notation)
        ? column
        : column.in(notation);
  }

  private @Nullable Notation number(
      TypedColumn column, int i, NotationCounts found, boolean comma) {
    boolean point = found.allNumbers(Notation.POINT);
    boolean commas = found.allNumbers(Notation.COMMA);
    if (point && commas && found.both() > 0 && form.decimal() == null && !comma) {
      throw faults.ambiguous(column, i, "source.csv.decimal", NUMBERS);
    }
    if (point && commas) {
      return comma ? Notation.COMMA : Notation.POINT;
    }
    Notation only = point ? Notation.POINT : commas ? Notation.COMMA : null;
    if (only == null && found.mixesNumbers()) {
      throw faults.mixed(column, i, NUMBERS);
    }
    if (only != null && form.decimal() != null && (only == Notation.COMMA) != comma) {
      throw faults.contradicts(column, i, only);
    }
    return only;
  }

  private @Nullable Notation date(TypedColumn column, int i, NotationCounts found) {
    List<Notation> fitting =
        DATES.stream().filter(notation -> found.of(notation) == found.values()).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.size() > 1) {
      DateOrder order = form.dates();
      if (order == null) {
        throw faults.ambiguous(column, i, "source.csv.dates", fitting);
      }
      // Both the first of two: the notations are listed day first, month second.
      return fitting.get(order == DateOrder.DAY_FIRST ? 0 : 1);
    }
    long dates = found.isoDates();
    for (Notation notation : DATES) {
      dates = Math.max(dates, found.of(notation));
    }
    if (dates > 0 && anyDate(i) == found.values()) {
      throw faults.mixed(column, i, DATES);
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
    Map<Integer, NotationCounts> counts = count(plain, i -> NotationCounts.select(sql, i));
    for (int i : plain) {
      NotationCounts found = counts.get(i);
      if (found == null || found.points() == 0) {
        continue;
      }
      boolean commas = found.allNumbers(Notation.COMMA);
      if (form.decimal() == null && commas) {
        throw faults.ambiguous(columns.get(i), i, "source.csv.decimal", NUMBERS);
      }
      if (form.decimal() != null && commas) {
        columns.set(i, columns.get(i).in(Notation.COMMA));
      } else if (form.decimal() != null) {
        throw faults.contradicts(columns.get(i), i, Notation.POINT);
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

  private Map<Integer, NotationCounts> count(
      List<Integer> columns, Function<Integer, List<String>> select) {
    return count(columns, NotationCounts::of, select, "");
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

  private static ColumnKind kind(List<TypedColumn> columns, int i) {
    return columns.get(i).schema().kind();
  }
}
