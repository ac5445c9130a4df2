package io.steward.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders that sources may come from. A name that leads out of them, also through a symbolic
 * link, is refused.
 */
public final class AllowedFolders {
  private final List<Path> folders;

  /**
   * @param folders folders whose files may be read; folders that do not exist allow nothing
   */
  public AllowedFolders(List<Path> folders) {
    this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
  }

  /**
   * The real path of a readable file.
   *
   * @param base the folder that a relative name starts from
   * @param name an absolute path or one relative to {@code base}
   * @throws UnusableDataException if the file lies outside, is missing, is no regular file or
   *     cannot be read
   */
  public Path resolve(Path base, String name) {
    Path asked = asked(base, name);
    // Checked before looking, so that a name outside tells nobody whether there is a file.
    if (folders.stream().noneMatch(asked::startsWith) && !insideReally(asked)) {
      throw outside(name);
    }
    if (!Files.exists(asked)) {
      throw new UnusableDataException(
          "file-missing",
          "There is no file "
              + asked
              + ". Check source.file in the charter; a relative name starts from "
              + base.toAbsolutePath().normalize()
              + ".");
    }
    if (!Files.isRegularFile(asked) || !Files.isReadable(asked)) {
      throw new UnusableDataException(
          "file-unreadable",
          asked
              + " is not a file that can be read. Name a file, and let the account that runs"
              + " Steward read it.");
    }
    if (!insideReally(asked)) {
      throw outside(name);
    }
    return real(asked);
  }

  private static Path asked(Path base, String name) {
    try {
      return base.toAbsolutePath().resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new UnusableDataException(
          "file-missing", "'" + name + "' is not a file name: " + e.getReason() + ".");
    }
  }

  private boolean insideReally(Path asked) {
    if (!Files.exists(asked)) {
      return false;
    }
    Path real = real(asked);
    return folders.stream().filter(Files::isDirectory).anyMatch(f -> real.startsWith(real(f)));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UnusableDataException(
          "file-unreadable", path + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private UnusableDataException outside(String name) {
    return new UnusableDataException(
        "folder-not-allowed",
        "'"
            + name
            + "' lies outside the folders that data may come from ("
            + String.join(", ", folders.stream().map(Path::toString).toList())
            + "). Move the file into one of them, or have its folder allowed in the"
            + " configuration.");
  }
}
