package io.steward.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a benchmark works with.
 *
 * @param home the project's folder
 * @param folder a folder for data, emptied by nobody: data that is there is used again
 * @param size a factor on the number of rows, 1 for the full size; smaller sizes are for trying out
 * @param settings what was said on the command line about this benchmark alone
 * @param out where progress is told
 */
record Workbench(
    Path home, Path folder, double size, Map<String, String> settings, PrintWriter out) {

  /** Work that is timed. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** This many rows at full size. */
  long rows(long full) {
    return Math.max(1_000, Math.round(full * size));
  }

  /** A setting, if it was given. */
  Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /** A setting that is a whole number. */
  int number(String name, int otherwise) {
    try {
      return setting(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new BenchmarkException(
          "The setting %s must be a whole number, not '%s'.".formatted(name, settings.get(name)),
          e);
    }
  }

  /** Tells what is being done. */
  void note(String message, Object... values) {
    out.println("  " + message.formatted(values));
    out.flush();
  }

  /** The wall time of a piece of work, in seconds. */
  double seconds(String what, Work work) {
    long begin = System.nanoTime();
    try {
      work.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new BenchmarkException(what + " failed: " + e.getMessage(), e);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    note("%-46s %8.2f s", what, seconds);
    return seconds;
  }

  /** The Python that the peers run with, if {@code STEWARD_BENCH_PYTHON} names one. */
  Optional<String> python() {
    return Optional.ofNullable(System.getenv("STEWARD_BENCH_PYTHON")).filter(p -> !p.isBlank());
  }

  /** A number of rows in words: 1M, 250k. */
  static String words(long rows) {
    return rows >= 1_000_000
        ? String.format(Locale.ROOT, "%sM", Figure.number(rows / 1e6))
        : String.format(Locale.ROOT, "%sk", Figure.number(rows / 1e3));
  }
}
