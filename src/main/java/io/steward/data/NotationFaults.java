package io.steward.data;

import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.List;

/** Says, with examples, why a column's numbers or dates cannot be read. */
final class NotationFaults {
  private final DataEngine engine;
  private final Dialect sql;
  private final String texts;
  private final String source;

  /**
   * @param texts the SQL relation with text columns {@code c0, c1, …}
   * @param source how messages call the source
   */
  NotationFaults(DataEngine engine, String texts, String source) {
    this.engine = engine;
    this.sql = engine.dialect();
    this.texts = texts;
    this.source = source;
  }

  /** A column that fits more than one notation, and the charter's key that decides. */
  UnusableDataException ambiguous(TypedColumn column, int i, String key, List<Notation> notations) {
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

  /** A column that needs more than one notation. */
  UnusableDataException mixed(TypedColumn column, int i, List<Notation> notations) {
    return new UnusableDataException(
        "mixed-values",
        where(column)
            + (notations.equals(Notation.of(ColumnKind.DATE))
                ? "mixes several ways of writing dates"
                : "mixes several ways of writing numbers")
            + " (for example "
            + examples(i, notations)
            + "). Write all its values alike: dates as yyyy-MM-dd, numbers as 1234.5.");
  }

  /** A column whose numbers are not written as the charter says. */
  UnusableDataException contradicts(TypedColumn column, int i, Notation found) {
    return new UnusableDataException(
        "contradicts-charter",
        where(column)
            + "holds "
            + found.words()
            + " (for example "
            + examples(i, Notation.of(ColumnKind.NUMBER))
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
