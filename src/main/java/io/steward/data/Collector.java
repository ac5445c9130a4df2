package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes an immutable snapshot of a source. The same bytes give the same snapshot, to the last bit
 * of its Parquet; so collecting twice is safe and stores nothing twice.
 */
public final class Collector {
  private static final String CSV = "text/csv";

  private final ArtifactStore store;
  private final DataEngine engine;

  /** A collector that keeps sources and snapshots in this store. */
  public Collector(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  /**
   * Collects a CSV file.
   *
   * @param csv a file that the caller may read; see {@link AllowedFolders}
   * @throws UnusableDataException if it is missing, not a sound table, or has no rows
   */
  public Snapshot collect(Path csv, Charter charter) {
    if (!Files.isRegularFile(csv)) {
      throw new UnusableDataException(
          "file-missing", "There is no file " + csv + ". Check source.file in the charter.");
    }
    Path name = csv.getFileName();
    try (Workspace workspace = new Workspace(store, engine)) {
      Path copy = workspace.file("source.csv");
      // A copy, so that what is digested is what is read, whatever happens to the file meanwhile.
      Files.copy(csv, copy);
      return snapshot(copy, name == null ? csv.toString() : name.toString(), workspace);
    } catch (IOException e) {
      throw new UnusableDataException(
          "file-unreadable", csv + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /** Collects a CSV file that is a blob already, under the name that the charter gives it. */
  public Snapshot collect(Digest csv, Charter charter) {
    Path name = Path.of(charter.source().file()).getFileName();
    try (Workspace workspace = new Workspace(store, engine)) {
      Path copy = workspace.file("source.csv");
      store.download(csv, copy);
      return snapshot(copy, name == null ? "source.csv" : name.toString(), workspace);
    }
  }

  private Snapshot snapshot(Path copy, String name, Workspace workspace) {
    CsvIntake intake = new CsvIntake(engine);
    CsvIntake.Typed table = intake.read(copy, name, workspace.folder());
    Digest content = intake.contentDigest(table);
    Digest source = store.put(copy, CSV);
    Digest parquet = workspace.publish(table.parquet());
    return new Snapshot(
        name,
        source,
        parquet,
        content,
        table.rows(),
        table.columns(),
        table.dialect(),
        engine.version());
  }
}
