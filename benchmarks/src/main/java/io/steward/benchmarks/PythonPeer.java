package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A peer in Python: a script in {@code benchmarks/peers} that ends with a line of JSON. */
final class PythonPeer {
  private PythonPeer() {}

  /**
   * Runs a script.
   *
   * @return its last line as JSON, or nothing if there is no Python for it or it failed, which is
   *     told
   */
  static Optional<JsonNode> run(Workbench bench, String script, String... arguments) {
    Optional<String> python = bench.python();
    if (python.isEmpty()) {
      bench.note("%s left out: STEWARD_BENCH_PYTHON names no Python", script);
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(python.get());
    command.add(bench.home().resolve("benchmarks/peers").resolve(script).toString());
    command.addAll(List.of(arguments));
    bench.note("%s", script);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith("{"))
              .toList();
      if (process.waitFor() != 0 || lines.isEmpty()) {
        bench.note("%s failed; its figure is left out", script);
        return Optional.empty();
      }
      return Optional.of(
          Json.read(lines.getLast().getBytes(StandardCharsets.UTF_8), JsonNode.class));
    } catch (IOException e) {
      bench.note("%s cannot be run: %s", script, String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    }
  }
}
