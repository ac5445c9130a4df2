package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files that only their owner may read. */
public final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes a folder with mode 0700, if it is missing. */
  public static void folder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, mode("rwx------"));
      }
    } catch (IOException e) {
      throw new PlatformException(
          "The folder " + folder + " cannot be made (" + e.getMessage() + "). Check its owner.", e);
    }
  }

  /** Reads a one-line file; if it is missing or empty, writes the supplied line with mode 0600. */
  public static String readOrCreate(Path file, Supplier<String> line) {
    try {
      if (Files.exists(file)) {
        String text = Files.readString(file).strip();
        if (!text.isEmpty()) {
          return text;
        }
        Files.delete(file);
      }
      String made = line.get();
      Files.createFile(file, mode("rw-------"));
      Files.writeString(file, made + "\n", StandardOpenOption.TRUNCATE_EXISTING);
      return made;
    } catch (FileAlreadyExistsException e) {
      return readOrCreate(file, line);
    } catch (IOException e) {
      throw new PlatformException(
          "The file " + file + " cannot be read or made (" + e.getMessage() + "). Check its owner.",
          e);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
