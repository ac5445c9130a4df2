package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A few rows of the training part, for whatever needs to know what usual rows look like. Never a
 * row of the holdout: the training part does not hold any.
 */
public final class TrainingSample {
  private TrainingSample() {}

  /**
   * Draws rows in the order of md5(seed, row number): the same on every engine, and as good as
   * random.
   *
   * @param columns which columns to read
   * @param rows how many rows at most
   */
  public static RawTable draw(
      DataEngine engine,
      ArtifactStore store,
      Split split,
      List<ColumnSchema> columns,
      int rows,
      long seed) {
    Dialect sql = engine.dialect();
    String names =
        columns.stream().map(column -> sql.name(column.name())).collect(Collectors.joining(", "));
    String row = sql.name(Snapshot.ROW);
    try (Workspace workspace = new Workspace(store, engine)) {
      URI sample = workspace.uri("sample.parquet");
      engine.materialise(
          "SELECT %s FROM %s ORDER BY %s, %s LIMIT %d"
              .formatted(
                  names,
                  engine.relation(workspace.fetch(split.training())),
                  sql.md5(
                      sql.concatenated(List.of(sql.text(seed + "|"), sql.canonicalNumber(row)))),
                  row,
                  rows),
          sample);
      return engine.read(sample, columns);
    }
  }
}
