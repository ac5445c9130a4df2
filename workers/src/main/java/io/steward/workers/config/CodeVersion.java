package io.steward.workers.config;

import io.steward.artifact.Digest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * The version of the code, which is part of every step's key and of every model's provenance: the
 * version of the build, and the start of the digest of the code that is really running. So a step
 * that was changed never finds what it did before the change, whether or not somebody thought of
 * raising the version.
 *
 * @param value for example {@code 0.1.0+1a2b3c4d5e6f7081}
 */
public record CodeVersion(String value) {
  /** 64 bits: no two states of a project will ever share them by chance. */
  private static final int SHOWN = 16;

  /** The version of what is running here; reads all classes of Steward, so ask once. */
  public static CodeVersion ofRunning() {
    List<Path> classes = List.of(home(Digest.class), home(CodeVersion.class));
    List<String> libraries =
        Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).getFileName().toString())
            .toList();
    String code = RunningCode.digest(classes, libraries).hex();
    return new CodeVersion(version() + "+" + code.substring(0, SHOWN));
  }

  /** The folder or jar that a class was loaded from. */
  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the classes of " + type + ".", e);
    }
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        CodeVersion.class.getResourceAsStream("/io/steward/workers/build.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "The application was built without its build.properties. Build it with Maven.");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read build.properties.", e);
    }
    return properties.getProperty("version", "").strip();
  }

  @Override
  public String toString() {
    return value;
  }
}
