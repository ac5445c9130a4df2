package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Local copies of Parquet blobs for the time of one piece of work: a folder of its own inside the
 * engine's work folder, gone with {@link #close}. Used by one thread.
 */
public final class Workspace implements AutoCloseable {
  /** The content type of Parquet blobs. */
  public static final String PARQUET = "application/vnd.apache.parquet";

  private final ArtifactStore store;
  private final Path folder;

  /** Makes the folder. */
  public Workspace(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.folder = createFolder(engine);
  }

  static Path createFolder(DataEngine engine) {
    try {
      return Files.createTempDirectory(engine.workFolder(), "work-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create a folder in " + engine.workFolder() + ": " + e.getMessage(), e);
    }
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** A file of this name in the folder, there or not. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The URI of a file of this name in the folder, there or not. */
  public URI uri(String name) {
    return file(name).toUri();
  }

  /** The URI of a local copy of a blob, verified against its digest. */
  public URI fetch(Digest parquet) {
    Path copy = file(parquet.hex() + ".parquet");
    if (!Files.exists(copy)) {
      store.download(parquet, copy);
    }
    return copy.toUri();
  }

  /** Stores a Parquet file of the folder as a blob. */
  public Digest publish(URI parquet) {
    return store.put(Path.of(parquet), PARQUET);
  }

  @Override
  public void close() {
    deleteTree(folder);
  }

  static void deleteTree(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      deepestFirst.forEach(DuckDbInstance::deleteQuietly);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear " + folder + ": " + e.getMessage(), e);
    }
  }
}
