package io.steward.workers.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of the code, which is part of every step's key and of every model's provenance: the
 * jar's version, and the commit if the build knew it.
 *
 * @param value for example {@code 0.1.0} or {@code 0.1.0+1a2b3c4d5e6f}
 */
public record CodeVersion(String value) {

  /** The version that the build wrote beside the classes. */
  public static CodeVersion ofBuild() {
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
    String version = properties.getProperty("version", "").strip();
    String commit = properties.getProperty("commit", "").strip();
    boolean isCommitKnown = commit.matches("[0-9a-f]{7,64}");
    return new CodeVersion(
        isCommitKnown
            ? version + "+" + commit.substring(0, Math.min(12, commit.length()))
            : version);
  }

  @Override
  public String toString() {
    return value;
  }
}
