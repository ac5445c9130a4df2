package io.steward.platform.internal;

import io.steward.platform.ChildName;
import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is where in the data folder.
 *
 * @param data the data folder
 */
public record Folders(Path data) {

  /** What {@code --fresh} leaves: everything else was made by users of the platform. */
  private static final Set<String> KEPT = Set.of("run", "logs", "dist", "secrets");

  /** Process ids, the lock and the state of the running platform. */
  public Path run() {
    return data.resolve("run");
  }

  /** One log a process. */
  public Path logs() {
    return data.resolve("logs");
  }

  /** The broker's data. */
  public Path broker() {
    return data.resolve("broker");
  }

  /** OpenSearch's data. */
  public Path openSearch() {
    return data.resolve("opensearch");
  }

  /** S3Proxy's data. */
  public Path store() {
    return data.resolve("store");
  }

  /** MinIO's data. */
  public Path minio() {
    return data.resolve("minio");
  }

  /** The ledger's second place. */
  public Path anchor() {
    return data.resolve("anchor");
  }

  /** A process's log. */
  public Path log(ChildName child) {
    return logs().resolve(child.id() + ".log");
  }

  /** A process's pid file. */
  public Path pidFile(ChildName child) {
    return run().resolve(child.id() + ".pid");
  }

  /** Makes the folders. */
  public void create() {
    try {
      for (Path folder : List.of(data, run(), logs(), anchor())) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new PlatformException(
          "The data folder "
              + data
              + " cannot be made ("
              + e.getMessage()
              + "). Check its owner, or set STEWARD_DATA to another folder.",
          e);
    }
  }

  /** Deletes everything that users made; distributions, secrets and logs stay. */
  public void empty() {
    if (!Files.isDirectory(data)) {
      return;
    }
    List<Path> made;
    try (Stream<Path> entries = Files.list(data)) {
      made = entries.filter(entry -> !KEPT.contains(entry.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new PlatformException(
          "The data folder " + data + " cannot be read (" + e.getMessage() + "). Check its owner.",
          e);
    }
    made.forEach(Folders::delete);
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new PlatformException(
          "The folder "
              + folder
              + " cannot be emptied ("
              + e.getMessage()
              + "). Delete it yourself.",
          e);
    }
  }
}
