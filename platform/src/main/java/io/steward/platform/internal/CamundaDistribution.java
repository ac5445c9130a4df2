package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import io.steward.platform.PlatformListener;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks Camunda's archive once. */
public final class CamundaDistribution {

  /** Said at each start of the platform. */
  public static final String LICENCE =
      "Camunda 8.6 is under the Camunda License 1.0: free for non-production use only"
          + " (https://legal.camunda.com/licensing-and-other-legal-terms).";

  private static final String NAME = "camunda-zeebe-8.6.0";
  private static final String TEMPORARY = ".unpacking-";

  private final Path home;
  private final Path dist;

  /**
   * A distribution.
   *
   * @param home the project's folder, whose module {@code platform/camunda} noted the archive's
   *     place
   * @param dist the folder to unpack into
   */
  public CamundaDistribution(Path home, Path dist) {
    this.home = home;
    this.dist = dist;
  }

  /** Whether it is unpacked. */
  public boolean isUnpacked() {
    return Files.isDirectory(dist.resolve(NAME));
  }

  /** The unpacked folder; unpacks first if need be. */
  public Path unpacked(PlatformListener listener) {
    Path folder = dist.resolve(NAME);
    if (isUnpacked()) {
      return folder;
    }
    Path archive = archive();
    try (FileChannel channel = lockFile();
        FileLock _ = channel.lock()) {
      if (isUnpacked()) {
        return folder;
      }
      listener.note("Unpacking Camunda 8.6.0 (once, 300 MB) …");
      removeLeftovers();
      Path temporary = Files.createTempDirectory(dist, TEMPORARY);
      unpack(archive, temporary);
      // Only a complete folder ever has the final name: an interrupted unpacking is done again.
      Files.move(temporary.resolve(NAME), folder, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(temporary);
    } catch (IOException e) {
      throw new PlatformException(
          "Camunda's archive "
              + archive
              + " cannot be unpacked ("
              + e.getMessage()
              + "). If the disk is not full, the download is damaged: delete that file, run"
              + " ./steward build, and try again.",
          e);
    }
    return folder;
  }

  /**
   * The archive in Maven's repository.
   *
   * @throws PlatformException if it is not there
   */
  public Path archive() {
    Path note = home.resolve("platform/camunda/target/distribution.path");
    try {
      Path archive = Path.of(Files.readString(note).strip());
      if (Files.isRegularFile(archive)) {
        return archive;
      }
    } catch (IOException e) {
      // Not built yet: the same advice.
    }
    throw new PlatformException(
        "Camunda's archive was not downloaded. Run ./steward build, which continues where it stopped.");
  }

  /** So that of two programs one unpacks and the other waits for it. */
  private FileChannel lockFile() throws IOException {
    Files.createDirectories(dist);
    return FileChannel.open(
        dist.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void removeLeftovers() throws IOException {
    try (Stream<Path> entries = Files.list(dist)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(TEMPORARY))
          .forEach(Folders::delete);
    }
  }

  private static void unpack(Path archive, Path into) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 20);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("the entry " + entry.getName() + " points outside");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("x").getParent());
          Files.copy(tar, target);
        }
      }
    }
  }
}
