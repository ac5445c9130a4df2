package io.steward.data;

import io.steward.charter.ColumnFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at a CSV file before there is a charter or a store. */
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
  public List<ColumnFacts> read(Path csv) {
    Path name = csv.getFileName();
    if (name == null || !Files.isRegularFile(csv)) {
      throw new UnusableDataException(
          "file-missing", "There is no file " + csv + ". Check the path.");
    }
    Path folder = Workspace.createFolder(engine);
    try {
      Path copy = folder.resolve("source.csv");
      Files.copy(csv, copy);
      CsvIntake.Typed table = new CsvIntake(engine).read(copy, name.toString(), folder);
      return new ColumnScan(engine)
          .columns(engine.relation(table.parquet()), table.columns(), table.rows()).stream()
              .map(column -> facts(column, table.rows()))
              .toList();
    } catch (IOException e) {
      throw new UnusableDataException(
          "file-unreadable", csv + " cannot be read: " + e.getMessage() + ".");
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
