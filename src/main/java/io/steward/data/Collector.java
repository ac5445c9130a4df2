package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.charter.DataSource;
import io.steward.charter.DataSource.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Takes an immutable snapshot of a source. The same bytes give the same snapshot, to the last bit
 * of its Parquet; so collecting twice is safe and stores nothing twice. The bytes of the source are
 * kept as well: they are the evidence of what was read.
 */
public final class Collector {
  private final ArtifactStore store;
  private final DataEngine engine;
  private final SourceLimits limits;

  /** A collector that keeps sources and snapshots in this store. */
  public Collector(ArtifactStore store, DataEngine engine, SourceLimits limits) {
    this.store = store;
    this.engine = engine;
    this.limits = limits;
  }

  /** A collector with the standard limits. */
  public Collector(ArtifactStore store, DataEngine engine) {
    this(store, engine, SourceLimits.defaults());
  }

  /**
   * Collects a source that was fetched.
   *
   * @param source what the charter says of its form
   * @param workspace the workspace that it was fetched into
   * @throws UnusableDataException if it is not a sound table, or has no rows
   */
  public Snapshot collect(Fetched fetched, DataSource source, Workspace workspace) {
    SourceBytes bytes =
        SourceBytes.of(fetched.file(), fetched.name(), source.compression(), limits);
    TableIntake intake = new TableIntake(engine);
    TableIntake.Typed table = intake.read(bytes, source, workspace.folder());
    Digest content = intake.contentDigest(table);
    // Last, so that a source that cannot be used leaves nothing behind.
    Digest kept = store.put(fetched.file(), mediaType(table.reading().format()));
    Digest parquet = workspace.publish(table.parquet());
    return new Snapshot(
        fetched.name(),
        kept,
        parquet,
        content,
        table.rows(),
        table.columns(),
        table.reading().warned(fetched.warnings()),
        engine.version());
  }

  /**
   * Collects a local file.
   *
   * @param file a file that the caller may read; see {@link AllowedFolders}
   * @throws UnusableDataException if it is missing, not a sound table, or has no rows
   */
  public Snapshot collect(Path file, Charter charter) {
    if (!Files.isRegularFile(file)) {
      throw new UnusableDataException(
          "file-missing", "There is no file " + file + ". Check source.file in the charter.");
    }
    try (Workspace workspace = new Workspace(store, engine)) {
      Fetched fetched = new FileFetcher(limits).copy(file, file.toString(), workspace);
      return collect(fetched, charter.source(), workspace);
    }
  }

  /** Collects a source that is a blob already, under the name that the charter gives it. */
  public Snapshot collect(Digest blob, Charter charter) {
    try (Workspace workspace = new Workspace(store, engine)) {
      return collect(handedIn(blob, charter.source(), workspace), charter.source(), workspace);
    }
  }

  private Fetched handedIn(Digest blob, DataSource source, Workspace workspace) {
    Path copy = workspace.file("source");
    store.download(blob, copy);
    try {
      return new Fetched(copy, source.name(), blob, Files.size(copy), origin(source), List.of());
    } catch (IOException e) {
      throw SourceBytes.unreadable(source.name(), e);
    }
  }

  /** Where a source came from that was handed in with its charter. */
  public static Map<String, String> origin(DataSource source) {
    return Map.of("kind", "handed in with the charter", "location", source.words());
  }

  private static String mediaType(Format format) {
    return switch (format) {
      case CSV -> "text/csv";
      case TSV -> "text/tab-separated-values";
      case JSONL -> "application/jsonl";
      case PARQUET -> Workspace.PARQUET;
    };
  }
}
