package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
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

  private long duplicates(String table, Snapshot snapshot) {
    String key = sql.md5(TableSql.rowText(sql, snapshot.columns()));
    String query =
        "SELECT count(*) AS n FROM (SELECT " + key + " AS k FROM " + table + " GROUP BY 1) AS keys";
    return snapshot.rows() - engine.query(query).get(0).whole("n");
  }
}
