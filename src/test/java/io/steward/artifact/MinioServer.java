package io.steward.artifact;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real MinIO server as a child process on loopback, where the binary is there. */
final class MinioServer implements AutoCloseable {
  private final Process process;
  private final StoreSettings settings;

  private MinioServer(Process process, StoreSettings settings) {
    this.process = process;
    this.settings = settings;
  }

  /** The binary: {@code $STEWARD_MINIO}, on the path, or in the user's cache. */
  static Optional<Path> binary() {
    List<Path> places = new ArrayList<>();
    @Nullable String named = System.getenv("STEWARD_MINIO");
    if (named != null && !named.isBlank()) {
      places.add(Path.of(named));
    }
    for (String folder : String.valueOf(System.getenv("PATH")).split(":")) {
      places.add(Path.of(folder, "minio"));
    }
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "steward", "minio");
    if (Files.isDirectory(cache)) {
      try (Stream<Path> versions = Files.list(cache)) {
        versions.sorted().forEach(version -> places.add(version.resolve("minio")));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return places.stream().filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
  }

  static MinioServer start(Path binary, Path folder) throws IOException {
    int port = freePort();
    int console = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            binary.toString(),
            "server",
            "--quiet",
            "--address",
            "127.0.0.1:" + port,
            "--console-address",
            "127.0.0.1:" + console,
            folder.resolve("data").toString());
    builder.environment().put("MINIO_ROOT_USER", "test-access");
    builder.environment().put("MINIO_ROOT_PASSWORD", "test-secret");
    builder.environment().put("MINIO_BROWSER", "off");
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("minio.log").toFile());
    return new MinioServer(
        builder.start(),
        new StoreSettings(
            URI.create("http://127.0.0.1:" + port),
            "us-east-1",
            "steward",
            "test-access",
            "test-secret"));
  }

  StoreSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    process.destroy();
    if (process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().isAlive()) {
      process.destroyForcibly().onExit().join();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
