package io.steward.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Unpacks the native library of onnxruntime once. Left alone, onnxruntime unpacks 28 MB into the
 * temporary folder at each start, which takes about 0.2 s and leaves the files behind after a
 * crash.
 */
public final class OnnxNatives {
  /** The system property by which onnxruntime is told where its libraries lie. */
  public static final String PROPERTY = "onnxruntime.native.path";

  private OnnxNatives() {}

  /**
   * Unpacks the libraries for this machine into a folder below {@code base}, unless they are there.
   * Safe when several processes do it at once.
   *
   * @param base a folder that only the user can write to, for example {@code .steward/natives}
   * @return the folder to start a process with: {@code -Donnxruntime.native.path=<folder>}
   * @throws BundleException if there is no library for this machine, or it cannot be written
   */
  public static Path unpack(Path base) {
    String platform = platform();
    Path folder = base.resolve("onnxruntime-" + version() + "-" + platform).toAbsolutePath();
    try {
      Files.createDirectories(folder);
      for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
        unpack(platform, System.mapLibraryName(library), folder);
      }
    } catch (IOException e) {
      throw new BundleException(
          "Cannot unpack onnxruntime into " + folder + ": " + e + ". Is the disk full?", e);
    }
    return folder;
  }

  /**
   * Unpacks and sets the property for this process, unless it is set. Must be called before the
   * first {@link OnnxScorer} is made.
   */
  public static void use(Path base) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, unpack(base).toString());
    }
  }

  private static void unpack(String platform, String file, Path folder) throws IOException {
    Path target = folder.resolve(file);
    String resource = "/ai/onnxruntime/native/" + platform + "/" + file;
    try (InputStream in = OnnxScorer.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new BundleException(
            "onnxruntime has no native library for "
                + platform
                + ". It runs on Linux and macOS (aarch64) and on Linux and Windows (x64).");
      }
      if (Files.exists(target)) {
        return;
      }
      Path fresh = folder.resolve(file + "." + UUID.randomUUID());
      try {
        Files.copy(in, fresh);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    }
  }

  /** As onnxruntime names it: {@code linux-x64}, {@code osx-aarch64} and so on. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    return system + "-" + (arch.contains("aarch64") || arch.contains("arm64") ? "aarch64" : "x64");
  }

  private static String version() {
    // From the name of the jar: its manifest does not tell, and asking the library loads it.
    java.security.CodeSource source =
        ai.onnxruntime.OrtException.class.getProtectionDomain().getCodeSource();
    String jar = source == null ? "" : String.valueOf(source.getLocation());
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("onnxruntime-([0-9][0-9A-Za-z.]*)\\.jar").matcher(jar);
    return matcher.find() ? matcher.group(1) : "unknown";
  }
}
