package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import io.steward.schema.ColumnSchema;
import java.util.List;

/**
 * Describes a snapshot in four passes: ranges and quantiles of all columns, their values by
 * frequency, their histograms with mean, deviation and outliers, and duplicate rows. How columns
 * hang together is found out on at most {@value Associations#MOST_ROWS} rows in memory.
 */
public final class Profiler {
  private final ArtifactStore store;
  private final DataEngine engine;
  private final Dialect sql;

  /** A profiler of snapshots in this store. */
  public Profiler(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /** Describes a snapshot. */
  public DataProfile profile(Snapshot snapshot) {
    try (Workspace workspace = new Workspace(store, engine)) {
      String table = engine.relation(workspace.fetch(snapshot.parquet()));
      List<ColumnProfile> columns =
          new ColumnScan(engine).columns(table, snapshot.columns(), snapshot.rows());
      return new DataProfile(
          Json.digest(snapshot),
          snapshot.rows(),
          duplicates(table, snapshot),
          columns,
          new Associations(engine, workspace).of(table, columns, snapshot.rows()),
          engine.version());
    }
  }

  /** Only rows that share a quick hash with another are compared value by value. */
  private long duplicates(String table, Snapshot snapshot) {
    String hash = sql.rowHash(snapshot.columns().stream().map(ColumnSchema::name).toList());
    String query =
        "SELECT count(*) AS n, count(DISTINCT "
            + sql.md5(TableSql.rowText(sql, snapshot.columns()))
            + ") AS d FROM "
            + table
            + " WHERE "
            + hash
            + " IN (SELECT h FROM (SELECT "
            + hash
            + " AS h FROM "
            + table
            + ") AS hashed GROUP BY h HAVING count(*) > 1)";
    Row row = engine.query(query).getFirst();
    return row.whole("n") - row.whole("d");
  }
}
