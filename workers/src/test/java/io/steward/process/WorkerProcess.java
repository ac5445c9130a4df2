package io.steward.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code ./steward worker} of a running platform, as a process of its own. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts one, and waits until it takes jobs. */
  static WorkerProcess start(Path data, String... options) {
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.steward.cli.Steward",
                  "worker",
                  "--data",
                  data.toString()));
      command.addAll(List.of(options));
      Path log = Files.createTempFile(data.resolve("logs"), "worker-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      // As in the shell of somebody who has set it for the application.
      builder.environment().put("STEWARD_WORKERS_LEAVETOOTHERS", "train-candidate");
      Process process = builder.start();
      WorkerProcess worker = new WorkerProcess(process, log);
      await("the worker takes jobs")
          .atMost(Duration.ofMinutes(2))
          .until(() -> worker.log().contains("Ctrl-C ends it") || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError(worker.log());
      }
      return worker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** What it has written. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as a power cut would. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end, and waits until it has. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(1, TimeUnit.MINUTES);
  }

  @Override
  public void close() {
    kill();
  }
}
