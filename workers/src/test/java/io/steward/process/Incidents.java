package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.camunda.client.CamundaClient;
import io.steward.artifact.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine's incidents: seen as an operator sees them, through Operate, and resolved as there.
 */
final class Incidents {
  private final URI operate;
  private final CamundaClient engine;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  Incidents(URI operate, CamundaClient engine) {
    this.operate = operate;
    this.engine = engine;
  }

  /** An open incident; {@code jobKey} is null if it is not about a job. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Incident(
      long key, long processInstanceKey, String type, String message, @Nullable Long jobKey) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Page(List<Incident> items) {}

  /** The open incidents of one process instance. */
  List<Incident> of(long processInstanceKey) {
    call("api/login?username=demo&password=demo", "");
    Map<String, Object> query =
        Map.of(
            "filter",
            Map.of("processInstanceKey", processInstanceKey, "state", "ACTIVE"),
            "size",
            50);
    return Json.read(call("v1/incidents/search", Json.text(query)), Page.class).items();
  }

  /** The open incidents of all process instances about jobs. */
  List<Incident> open() {
    call("api/login?username=demo&password=demo", "");
    Map<String, Object> query = Map.of("filter", Map.of("state", "ACTIVE"), "size", 50);
    return Json.read(call("v1/incidents/search", Json.text(query)), Page.class).items().stream()
        .filter(incident -> incident.jobKey() != null)
        .toList();
  }

  /** Allows the job one more try, and lets the engine go on. */
  void resolve(Incident incident) {
    if (incident.jobKey() != null) {
      engine.newUpdateRetriesCommand(incident.jobKey()).retries(1).send().join();
    }
    engine.newResolveIncidentCommand(incident.key()).send().join();
  }

  private byte[] call(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(operate.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).as(path).isBetween(200, 299);
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
