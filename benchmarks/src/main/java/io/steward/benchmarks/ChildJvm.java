package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a main class in a JVM of its own, so that its peak memory is its own. The class leaves its
 * result as JSON in the file that is its first argument; see {@link #peakMegabytes}.
 */
final class ChildJvm {
  private final Workbench bench;
  private final List<String> options;
  private final Map<String, String> environment;

  ChildJvm(Workbench bench, List<String> options, Map<String, String> environment) {
    this.bench = bench;
    this.options = List.copyOf(options);
    this.environment = Map.copyOf(environment);
  }

  /** Runs to the end and returns what it left. */
  JsonNode run(Class<?> main, String... arguments) {
    try {
      Path result = Files.createTempFile(bench.folder(), "result-", ".json");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-cp",
              System.getProperty("java.class.path"),
              main.getName(),
              result.toString()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().putAll(environment);
      int exit = builder.start().waitFor();
      byte[] json = Files.readAllBytes(result);
      Files.delete(result);
      if (exit != 0) {
        throw new BenchmarkException(main.getSimpleName() + " ended with exit code " + exit + ".");
      }
      return Json.read(json, JsonNode.class);
    } catch (IOException e) {
      throw new BenchmarkException("Cannot run " + main.getSimpleName() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    }
  }

  /** The most resident memory this process ever had, in MB (Linux only; NaN elsewhere). */
  static double peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
