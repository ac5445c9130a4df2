package io.steward.platform.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a started process in a file, and finds exactly that process again: a pid that another
 * program got since then has another start time and is not taken for it.
 */
public final class PidFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  // The system computes a start time from its boot time, which clock corrections move a little.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path file;

  /** The pid file at a path; it need not exist. */
  public PidFile(Path file) {
    this.file = file;
  }

  /** What the file holds. */
  record Entry(long pid, long startedAtMillis) {}

  /** What the file says. */
  public sealed interface Found {
    /** There is no such file: the process was not started, or was stopped. */
    record Nothing() implements Found {}

    /** The file is there and the process is not. */
    record Stale() implements Found {}

    /** The process runs. */
    record Running(ProcessHandle process) implements Found {}
  }

  /** Remembers a process. */
  public void write(ProcessHandle process) {
    Instant start = Processes.startOf(process).orElseGet(Instant::now);
    Entry entry = new Entry(process.pid(), start.toEpochMilli());
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(temporary, JSON.writeValueAsBytes(entry));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new PlatformException(
          "The file " + file + " cannot be written (" + e.getMessage() + "). Check its owner.", e);
    }
  }

  /** Looks for the process. */
  public Found find() {
    if (!Files.exists(file)) {
      return new Found.Nothing();
    }
    @Nullable Entry entry = read();
    if (entry == null) {
      return new Found.Stale();
    }
    Optional<ProcessHandle> process = ProcessHandle.of(entry.pid()).filter(Processes::runs);
    return process
        .filter(running -> isSame(entry, running))
        .<Found>map(Found.Running::new)
        .orElseGet(Found.Stale::new);
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PlatformException(
          "The file " + file + " cannot be deleted (" + e.getMessage() + "). Delete it yourself.",
          e);
    }
  }

  private @Nullable Entry read() {
    try {
      return JSON.readValue(Files.readAllBytes(file), Entry.class);
    } catch (IOException e) {
      // Cut short by a crash, or not ours: the process it meant cannot be found by it.
      return null;
    }
  }

  private static boolean isSame(Entry entry, ProcessHandle running) {
    return Processes.startOf(running)
        .map(start -> Math.abs(start.toEpochMilli() - entry.startedAtMillis()))
        .filter(difference -> difference <= TOLERANCE.toMillis())
        .isPresent();
  }
}
