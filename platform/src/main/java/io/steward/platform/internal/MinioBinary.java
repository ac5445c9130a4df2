package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import io.steward.platform.PlatformListener;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a MinIO server: {@code STEWARD_MINIO}, the {@code PATH}, or a cache outside the repository,
 * where Go builds it once.
 */
public final class MinioBinary {

  /** The project's last commit: its releases' names do not resolve as Go versions. */
  public static final String VERSION = "v0.0.0-20260212201848-7aac2a2c5b7c";

  private static final String ADVICE =
      " Set STEWARD_MINIO to a minio binary, put one on the PATH, or install Go 1.26 or newer"
          + " (https://go.dev/dl), with which it is built once.";

  private MinioBinary() {}

  /** Where a binary is, without building one. */
  public static Optional<Path> find() {
    @Nullable String given = System.getenv("STEWARD_MINIO");
    if (given != null && !given.isBlank()) {
      Path path = Path.of(given).toAbsolutePath();
      if (!Files.isExecutable(path)) {
        throw new PlatformException("STEWARD_MINIO is " + path + ", which is no program." + ADVICE);
      }
      return Optional.of(path);
    }
    return ProgramPath.find("minio").or(() -> Optional.of(cached()).filter(Files::isExecutable));
  }

  /** Whether {@link #locate} can try to build one: Go is there. */
  public static boolean canBeBuilt() {
    return ProgramPath.find("go").isPresent();
  }

  /**
   * Where a binary is; builds one if there is none and Go is there.
   *
   * @throws PlatformException if there is none and it cannot be built
   */
  public static Path locate(PlatformListener listener) {
    return find().orElseGet(() -> build(listener));
  }

  private static Path cached() {
    return Path.of(System.getProperty("user.home"), ".cache", "steward", "minio", VERSION, "minio");
  }

  private static Path build(PlatformListener listener) {
    Path go =
        ProgramPath.find("go")
            .orElseThrow(() -> new PlatformException("There is no MinIO server." + ADVICE));
    Path target = cached();
    Path folder = target.resolveSibling("build-" + ProcessHandle.current().pid());
    listener.note("Building the MinIO server with Go (once, about 4 minutes) …");
    try {
      Files.createDirectories(folder);
      ProcessBuilder builder =
          new ProcessBuilder(go.toString(), "install", "github.com/minio/minio@" + VERSION)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(folder.resolve("build.log").toFile()));
      builder.environment().put("GOBIN", folder.toString());
      Process process = builder.start();
      waitFor(process);
      if (process.exitValue() != 0) {
        throw new PlatformException(
            "The MinIO server could not be built: "
                + LogTail.reason(folder.resolve("build.log")).orElse("no output")
                + ADVICE);
      }
      Files.move(folder.resolve("minio"), target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      throw new PlatformException(
          "The MinIO server could not be built (" + e.getMessage() + ")." + ADVICE, e);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void waitFor(Process process) {
    Thread stop = new Thread(process::destroy, "minio-build-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new PlatformException("The building of the MinIO server was interrupted.", e);
    }
  }
}
