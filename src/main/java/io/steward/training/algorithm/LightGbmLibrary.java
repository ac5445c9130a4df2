package io.steward.training.algorithm;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * Loads the native library of LightGBM once. Left alone, its binding unpacks 7 MB into the
 * temporary folder at each start, and leaves them there. Here they go to a folder of their own,
 * which only this user can write to, and are deleted as soon as they are loaded.
 */
final class LightGbmLibrary {
  /** What the folder's name starts with; then comes the process. */
  static final String FOLDER = "steward-lightgbm-";

  private static final String TEMPORARY = "java.io.tmpdir";

  private static boolean loaded;

  private LightGbmLibrary() {}

  /**
   * Loads it unless it is loaded. Safe to call again after a failure: then it is tried again.
   *
   * @throws IllegalStateException if this machine cannot run it, with what to do about it
   * @throws UncheckedIOException if it cannot be unpacked
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    loaded = loadFromOwnFolder();
    if (!loaded) {
      throw new IllegalStateException(
          "LightGBM's native library cannot be loaded on this machine (%s, %s). It needs the OpenMP library: install libgomp (Linux) or libomp (macOS). If memory ran out while it was being loaded, start this process again with more. Everything else runs without."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
  }

  private static boolean loadFromOwnFolder() {
    String before = System.getProperty(TEMPORARY, "/tmp");
    try {
      Path folder =
          Files.createTempDirectory(FOLDER + ProcessHandle.current().pid() + "-").toAbsolutePath();
      // Java remembers its temporary folder on first use, twice over; it must not remember ours.
      Files.delete(File.createTempFile("steward", null, folder.toFile()).toPath());
      System.setProperty(TEMPORARY, folder.toString());
      try {
        LGBMBooster.loadNative();
        return LGBMBooster.isNativeLoaded();
      } catch (LinkageError e) {
        // Where the binding does not swallow it: a machine that it has no library for.
        LoggerFactory.getLogger(LightGbmLibrary.class).warn("LightGBM cannot be loaded", e);
        return false;
      } finally {
        System.setProperty(TEMPORARY, before);
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot unpack LightGBM into " + before + ". Is the disk full?", e);
    }
  }

  /** On Linux and macOS what is loaded stays when its file goes; Windows holds on to it. */
  private static void delete(Path folder) throws IOException {
    boolean held = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (held) {
          file.toFile().deleteOnExit();
        } else {
          Files.delete(file);
        }
      }
    }
    if (!held) {
      Files.delete(folder);
    }
  }
}
