package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares two snapshots row by row, inside the data engine. */
final class SnapshotComparison {
  private final ArtifactStore store;
  private final DataEngine engine;

  SnapshotComparison(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  /**
   * What changed; over the columns that both have alike.
   *
   * @param previous the digest of the older one's manifest
   * @param ids the columns that name a row; may be empty
   */
  SnapshotChanges compare(Digest previous, Snapshot before, Snapshot now, List<String> ids) {
    List<ColumnSchema> common = now.columns().stream().filter(before.columns()::contains).toList();
    List<String> columns = columns(before, now);
    if (common.isEmpty()) {
      return new SnapshotChanges(previous, now.rows(), before.rows(), 0, columns);
    }
    if (before.content().equals(now.content())) {
      return new SnapshotChanges(previous, 0, 0, 0, columns);
    }
    List<ColumnSchema> keys =
        common.stream().filter(column -> ids.contains(column.name())).toList();
    try (Workspace workspace = new Workspace(store, engine)) {
      String old = engine.relation(workspace.fetch(before.parquet()));
      String fresh = engine.relation(workspace.fetch(now.parquet()));
      boolean keyed = !keys.isEmpty() && keys.size() == ids.size();
      Row counts = engine.query(sql(old, fresh, common, keyed ? keys : List.of())).get(0);
      long changed = counts.whole("changed");
      return new SnapshotChanges(
          previous,
          counts.whole("added") - changed,
          counts.whole("removed") - changed,
          changed,
          columns);
    }
  }

  /** Rows by value with how many more there are now; of one id as many changed as came and went. */
  private String sql(
      String old, String fresh, List<ColumnSchema> columns, List<ColumnSchema> keys) {
    Dialect sql = engine.dialect();
    String row = sql.md5(TableSql.rowText(sql, columns));
    String key = keys.isEmpty() ? "''" : sql.md5(TableSql.rowText(sql, keys));
    String rows =
        "SELECT k, h, sum(n) AS n FROM (SELECT "
            + key
            + " AS k, "
            + row
            + " AS h, 1 AS n FROM "
            + fresh
            + " UNION ALL SELECT "
            + key
            + ", "
            + row
            + ", -1 FROM "
            + old
            + ") AS both_sides GROUP BY k, h HAVING sum(n) <> 0";
    String byKey =
        "SELECT sum(CASE WHEN n > 0 THEN n ELSE 0 END) AS more,"
            + " sum(CASE WHEN n < 0 THEN -n ELSE 0 END) AS less FROM ("
            + rows
            + ") AS different"
            + " GROUP BY k";
    String changed = keys.isEmpty() ? "0" : "coalesce(sum(least(more, less)), 0)";
    return "SELECT coalesce(sum(more), 0) AS added, coalesce(sum(less), 0) AS removed, "
        + changed
        + " AS changed FROM ("
        + byKey
        + ") AS by_key";
  }

  private static List<String> columns(Snapshot before, Snapshot now) {
    Map<String, ColumnKind> old = new LinkedHashMap<>();
    before.columns().forEach(column -> old.put(column.name(), column.kind()));
    List<String> changes = new ArrayList<>();
    for (ColumnSchema column : now.columns()) {
      ColumnKind kind = old.remove(column.name());
      if (kind == null) {
        changes.add("column '" + column.name() + "' is new");
      } else if (kind != column.kind()) {
        changes.add("column '" + column.name() + "' was " + kind + " and is " + column.kind());
      }
    }
    old.keySet().forEach(name -> changes.add("column '" + name + "' is gone"));
    return changes;
  }
}
