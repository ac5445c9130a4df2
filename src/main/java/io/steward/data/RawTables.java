package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Brings rows into memory for code that needs them there: evaluation, monitoring, tests. */
public final class RawTables {
  private RawTables() {}

  /**
   * Columns of a local Parquet file, which must lie in the engine's work folder, in the order of
   * the file.
   */
  public static RawTable load(DataEngine engine, Path parquet, List<ColumnSchema> columns) {
    URI uri = parquet.toUri();
    return engine.read(uri, columns);
  }

  /** Columns of a Parquet blob, in the order of the file. */
  public static RawTable load(
      DataEngine engine, ArtifactStore store, Digest parquet, List<ColumnSchema> columns) {
    try (Workspace workspace = new Workspace(store, engine)) {
      return engine.read(workspace.fetch(parquet), columns);
    }
  }
}
