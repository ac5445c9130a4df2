package io.steward.benchmarks;

import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The embedded object store as a process of its own, as the product runs it. */
final class LocalStore implements AutoCloseable {
  private static final String KEY = "benchmark";
  private static final String SECRET = "benchmark-secret";

  private final Process process;
  private final URI address;

  private LocalStore(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it on a free port, with its data below the benchmark's folder. */
  static LocalStore start(Workbench bench) {
    try {
      int port = freePort();
      Path module = bench.home().resolve("platform/s3proxy/target");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m",
              "-XX:+UseSerialGC",
              "-cp",
              module.resolve("classes") + ":" + module.resolve("lib") + "/*",
              "io.steward.platform.s3proxy.StoreServer");
      URI address = URI.create("http://127.0.0.1:" + port);
      builder
          .environment()
          .putAll(
              Map.of(
                  "STEWARD_STORE_ENDPOINT",
                  address.toString(),
                  "STEWARD_STORE_FOLDER",
                  bench.folder().resolve("store").toString(),
                  "STEWARD_STORE_ACCESS_KEY",
                  KEY,
                  "STEWARD_STORE_SECRET_KEY",
                  SECRET));
      builder.redirectErrorStream(true);
      builder.redirectOutput(bench.folder().resolve("store.log").toFile());
      LocalStore store = new LocalStore(builder.start(), address);
      store.awaitPort(port);
      return store;
    } catch (IOException e) {
      throw new BenchmarkException("The object store cannot be started: " + e.getMessage(), e);
    }
  }

  /** What a child process needs to find it, as environment variables. */
  Map<String, String> environment() {
    return Map.of("BENCH_STORE", address.toString());
  }

  /** A client of the store that {@link #environment} names. */
  static MinioArtifactStore client() {
    return new MinioArtifactStore(
        new StoreSettings(
            URI.create(System.getenv("BENCH_STORE")), "us-east-1", "steward", KEY, SECRET));
  }

  private void awaitPort(int port) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        pause();
      }
    }
    close();
    throw new BenchmarkException("The object store did not start; see store.log.");
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
