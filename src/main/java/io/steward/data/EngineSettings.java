package io.steward.data;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a data engine may use.
 *
 * @param workFolder the only folder that the engine may read or write; it spills there too
 * @param threads at least 1
 * @param memoryMegabytes the most memory that queries may hold before they spill, and the most that
 *     writing may, at least 64
 * @param spillMegabytes the most disk that spilling may take
 * @param timeout the most time one query may take, at least a second
 */
public record EngineSettings(
    Path workFolder, int threads, int memoryMegabytes, int spillMegabytes, Duration timeout) {
  public EngineSettings {
    if (threads < 1 || memoryMegabytes < 64 || spillMegabytes < 0) {
      throw new IllegalArgumentException(
          "A data engine needs at least 1 thread and 64 MB of memory, given: "
              + threads
              + " and "
              + memoryMegabytes
              + ".");
    }
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException("A query needs at least a second, given: " + timeout);
    }
    workFolder = workFolder.toAbsolutePath().normalize();
  }

  /**
   * All processors but at most 4, 768 MB of memory (and as much for writing), 20 GB of spill, ten
   * minutes a query.
   */
  public static EngineSettings defaults(Path workFolder) {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new EngineSettings(workFolder, threads, 768, 20_480, Duration.ofMinutes(10));
  }
}
