package io.steward.platform.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the platform asks the operating system about processes. */
public final class Processes {

  private static final Duration POLL = Duration.ofMillis(50);

  private Processes() {}

  /**
   * Whether a process runs. A zombie does not: in a container whose first process collects no
   * orphans, a killed process stays one for ever, and {@link ProcessHandle#isAlive} calls it alive.
   */
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /** Sends SIGTERM, waits, then SIGKILL. Returns whether the process went by itself. */
  public static boolean stop(ProcessHandle process, Duration grace) {
    process.destroy();
    if (awaitEnd(process, grace)) {
      return true;
    }
    process.destroyForcibly();
    awaitEnd(process, Duration.ofSeconds(10));
    return false;
  }

  /** The resident memory in MB where the system tells (Linux). */
  public static @Nullable Long residentMegabytes(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** When a process was started, to the second or better. */
  public static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static boolean awaitEnd(ProcessHandle process, Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    while (runs(process)) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        process.onExit().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Look again: the end of a zombie is never signalled.
      } catch (ExecutionException e) {
        return !runs(process);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return !runs(process);
      }
    }
    return true;
  }

  private static boolean isZombie(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String stat = Files.readString(file);
      // The name in parentheses may itself hold parentheses and spaces: the state follows the last
      // one.
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && stat.charAt(state) == 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
