package io.steward.data;

import io.steward.charter.ColumnFacts;
import io.steward.charter.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at a file before there is a charter or a store. */
public final class ColumnFactsReader {
  private static final int TOP = 10;

  private final DataEngine engine;

  /** A reader on this engine. */
  public ColumnFactsReader(DataEngine engine) {
    this.engine = engine;
  }

  /**
   * What is known of each column, in the order of the file.
   *
   * @throws UnusableDataException if the file is missing or no sound table
   */
  public List<ColumnFacts> read(Path file) {
    Path name = file.getFileName();
    if (name == null || !Files.isRegularFile(file)) {
      throw new UnusableDataException(
          "file-missing", "There is no file " + file + ". Check the path.");
    }
    Path folder = Workspace.createFolder(engine);
    try {
      Path copy = folder.resolve("source");
      Files.copy(file, copy);
      SourceBytes bytes = SourceBytes.of(copy, name.toString(), null, SourceLimits.defaults());
      TableIntake.Typed table =
          new TableIntake(engine).read(bytes, DataSource.ofFile(name.toString()), folder);
      return new ColumnScan(engine)
          .columns(engine.relation(table.parquet()), table.columns(), table.rows()).stream()
              .map(column -> facts(column, table.rows()))
              .toList();
    } catch (IOException e) {
      throw new UnusableDataException(
          "file-unreadable", file + " cannot be read: " + e.getMessage() + ".");
    } finally {
      Workspace.deleteTree(folder);
    }
  }

  private static ColumnFacts facts(ColumnProfile column, long rows) {
    return new ColumnFacts(
        column.name(),
        column.kind(),
        column.distinct(),
        column.missing(),
        rows,
        column.topValues().stream().limit(TOP).map(ColumnProfile.ValueCount::value).toList());
  }
}
