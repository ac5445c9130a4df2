package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A Steward of its own, used through {@code ./steward} as a person would: on other ports and in a
 * data folder below the benchmark's, so that one that already runs is not touched.
 */
final class StewardCommands {
  private static final int PORT_OFFSET = 4000;
  private static final URI APPLICATION = URI.create("http://127.0.0.1:" + (8085 + PORT_OFFSET));

  /** A demo user of a platform that only this benchmark can reach. */
  private static final String ENGINEER = "engineer:engineer";

  private final Workbench bench;
  private final Map<String, String> environment;

  /**
   * @param settings environment variables, for settings of the application
   */
  StewardCommands(Workbench bench, Map<String, String> settings) {
    this.bench = bench;
    this.environment = Map.copyOf(settings);
  }

  /** Runs a command to its end and returns its JSON. */
  JsonNode run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--output", "json"));
    try {
      Process process = start(List.of(), ProcessBuilder.Redirect.PIPE, words);
      byte[] answer = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new BenchmarkException(
            "./steward "
                + String.join(" ", words)
                + " failed: "
                + new String(answer, StandardCharsets.UTF_8));
      }
      return Json.read(answer, JsonNode.class);
    } catch (IOException e) {
      throw new BenchmarkException("./steward cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    }
  }

  /** What the application answers to the engineer: cheaper than a command, for asking often. */
  JsonNode ask(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(APPLICATION.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(ENGINEER.getBytes(StandardCharsets.UTF_8)))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return Json.read(
          http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body(), JsonNode.class);
    } catch (IOException e) {
      throw new BenchmarkException("The application does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    }
  }

  /** Starts a command that goes on, on one processor. */
  Process startOnProcessor(int processor, String... arguments) {
    Path log = bench.folder().resolve("worker-" + processor + ".log");
    try {
      return start(
          List.of("taskset", "-c", Integer.toString(processor)),
          ProcessBuilder.Redirect.to(log.toFile()),
          List.of(arguments));
    } catch (IOException e) {
      throw new BenchmarkException("taskset cannot be run: " + e.getMessage(), e);
    }
  }

  private Process start(List<String> before, ProcessBuilder.Redirect output, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(bench.home().resolve("steward").toAbsolutePath().toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    builder.environment().put("STEWARD_DATA", bench.folder().resolve("platform").toString());
    builder.environment().put("STEWARD_PORT_OFFSET", Integer.toString(PORT_OFFSET));
    return builder.start();
  }
}
