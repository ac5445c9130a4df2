package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Archives of loaded classes (JEP 350), with which the servers start in half the processor time.
 * They are recorded once in a training run, and belong to exactly one Java and one set of jars,
 * which their names say: after a change the old ones are not used any more.
 */
public final class ClassArchives {

  private static final String SUFFIX = ".jsa";
  private static final String RECORDING = ".recording";

  private final Path folder;
  private final boolean recording;
  private final Set<Path> used = new LinkedHashSet<>();

  /**
   * The archives in a folder.
   *
   * @param recording whether processes shall write their archives when they stop
   */
  public ClassArchives(Path folder, boolean recording) {
    this.folder = folder;
    this.recording = recording;
  }

  /** The options for a process with that class path; none if there is no archive to use. */
  List<String> options(String name, List<Path> jars) {
    Path archive = folder.resolve(name + "-" + key(jars) + SUFFIX);
    used.add(archive);
    if (recording) {
      return List.of("-XX:ArchiveClassesAtExit=" + recordingOf(archive));
    }
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:aot=off")
        : List.of();
  }

  /** Whether all that were asked for are there. */
  public boolean complete() {
    return used.stream().allMatch(Files::exists);
  }

  /**
   * After the training run: takes over what was recorded and deletes archives of former versions.
   */
  public void adopt() {
    try {
      for (Path archive : used) {
        if (Files.exists(recordingOf(archive))) {
          Files.move(recordingOf(archive), archive, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.toList()) {
          boolean archive =
              entry.toString().endsWith(SUFFIX) || entry.toString().endsWith(RECORDING);
          if (archive && !used.contains(entry)) {
            Files.delete(entry);
          }
        }
      }
    } catch (IOException e) {
      throw new PlatformException(
          "The folder " + folder + " cannot be written (" + e.getMessage() + "). Check its owner.",
          e);
    }
  }

  /** The jars of a folder in a fixed order: an archive needs the very same class path again. */
  static List<Path> jars(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new PlatformException(
          "The folder " + folder + " cannot be read (" + e.getMessage() + "). Run ./steward build.",
          e);
    }
  }

  private static Path recordingOf(Path archive) {
    return archive.resolveSibling(archive.getFileName() + RECORDING);
  }

  private static String key(List<Path> jars) {
    StringBuilder facts = new StringBuilder(Runtime.version().toString());
    try {
      for (Path jar : jars) {
        facts.append('\n').append(jar).append(' ').append(Files.size(jar));
        facts.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
      }
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(facts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
