package io.steward.data.contract;

import io.steward.data.DataEngine;
import io.steward.data.Row;
import io.steward.data.Snapshot;
import io.steward.data.contract.RuleResult.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that break a rule, for people; the values of hidden columns are masked.
 *
 * @param table the snapshot as a relation
 */
record Examples(DataEngine engine, String table, Snapshot snapshot, Set<String> hidden) {

  /** The first rows for which a condition holds. */
  List<Example> where(String condition, List<String> columns) {
    return of(engine.query(select(table, condition, columns)), columns);
  }

  /** The first rows that repeat an earlier row in these columns. */
  List<Example> repeated(List<String> columns) {
    List<String> names = columns.stream().map(engine.dialect()::name).toList();
    String rows =
        "(SELECT "
            + Snapshot.ROW
            + ", "
            + String.join(", ", names)
            + ", min("
            + Snapshot.ROW
            + ") OVER (PARTITION BY "
            + String.join(", ", names)
            + ") AS steward_first FROM "
            + table
            + " WHERE "
            + String.join(" IS NOT NULL AND ", names)
            + " IS NOT NULL) AS numbered";
    return of(engine.query(select(rows, Snapshot.ROW + " > steward_first", columns)), columns);
  }

  /** The query for rows, with the row number as {@code r} and the columns as {@code v0, v1, …}. */
  String select(String from, String condition, List<String> columns) {
    StringBuilder select = new StringBuilder("SELECT " + Snapshot.ROW + " AS r");
    for (int i = 0; i < columns.size(); i++) {
      select.append(", ").append(engine.dialect().name(columns.get(i))).append(" AS v").append(i);
    }
    return select
        + " FROM "
        + from
        + " WHERE "
        + condition
        + " ORDER BY "
        + Snapshot.ROW
        + " LIMIT "
        + RuleResult.EXAMPLES;
  }

  List<Example> of(List<Row> rows, List<String> columns) {
    return rows.stream().map(row -> example(row, columns)).toList();
  }

  private Example example(Row row, List<String> columns) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.text("v" + i);
      String shown = value == null ? "" : value;
      values.put(columns.get(i), hidden.contains(columns.get(i)) ? RuleResult.MASK : shown);
    }
    return new Example(row.whole("r") + 1, values);
  }
}
