package io.steward.data;

import io.steward.charter.DataSource;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first rows of a local file, read exactly as a snapshot would be. */
public final class TablePreview {
  private final DataEngine engine;

  /** A preview on this engine. */
  public TablePreview(DataEngine engine) {
    this.engine = engine;
  }

  /**
   * Reads the first rows.
   *
   * @param source what the charter says of the file's form
   * @param rows how many rows at most
   * @throws UnusableDataException if the file is missing or no sound table
   */
  public RawTable first(Path file, DataSource source, int rows) {
    Path folder = Workspace.createFolder(engine);
    try {
      Path copy = folder.resolve("source");
      Files.copy(file, copy);
      SourceBytes bytes =
          SourceBytes.of(copy, source.name(), source.compression(), SourceLimits.defaults());
      TableIntake.Typed table = new TableIntake(engine).read(bytes, source, folder);
      URI few = folder.resolve("few.parquet").toUri();
      engine.materialise(
          "SELECT * FROM "
              + engine.relation(table.parquet())
              + " WHERE "
              + Snapshot.ROW
              + " < "
              + rows
              + " ORDER BY "
              + Snapshot.ROW,
          few);
      return engine.read(few, table.columns());
    } catch (IOException e) {
      throw SourceBytes.unreadable(source.name(), e);
    } finally {
      Workspace.deleteTree(folder);
    }
  }
}
