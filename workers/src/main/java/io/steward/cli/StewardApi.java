package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The application's REST interface, as one user. Failures are {@link CliFailure}s. */
final class StewardApi {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final URI base;
  private final String authorization;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  StewardApi(URI base, String user, String password) {
    this.base = base;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Hands in a file; returns its digest. */
  String upload(Path file) {
    try {
      return send("PUT", "api/blobs", BodyPublishers.ofFile(file), "application/octet-stream")
          .path("digest")
          .asText();
    } catch (FileNotFoundException e) {
      throw CliFailure.usage("There is no file " + file + ".");
    }
  }

  /** Starts a run; the answer holds {@code run}, {@code processInstanceKey} and {@code runPage}. */
  JsonNode start(
      String charterText, @Nullable String sourceDigest, @Nullable String contractDigest) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("charterText", charterText);
    if (sourceDigest != null) {
      body.put("sourceDigest", sourceDigest);
    }
    if (contractDigest != null) {
      body.put("contractSourceDigest", contractDigest);
    }
    return send(
        "POST", "api/runs", BodyPublishers.ofByteArray(Json.bytes(body)), "application/json");
  }

  JsonNode runs() {
    return get("api/runs");
  }

  JsonNode run(String run) {
    return get("api/runs/" + encoded(run));
  }

  /** All candidates of the run's last selection; fails if there was none. */
  JsonNode leaderboard(String run) {
    return get("api/runs/" + encoded(run) + "/leaderboard");
  }

  /** How the model of the run's last selection was made; fails if there was none. */
  JsonNode provenance(String run) {
    return get("api/runs/" + encoded(run) + "/provenance");
  }

  /** The curves of the run's leaders; fails if none were traced. */
  JsonNode curves(String run) {
    return get("api/runs/" + encoded(run) + "/curves");
  }

  /** The same as {@link #run}, or an empty view while the engine has not opened the run yet. */
  JsonNode runIfOpened(String run) {
    for (JsonNode known : runs()) {
      if (known.path("run").asText().equals(run)) {
        return run(run);
      }
    }
    return Json.mapper().createObjectNode();
  }

  JsonNode models() {
    return get("api/models");
  }

  /** A version of a model's data contract with its text; the latest if none is named. */
  JsonNode contract(String model, @Nullable Integer version) {
    return get("api/contracts/" + encoded(model) + (version == null ? "" : "?version=" + version));
  }

  /** Hands in the next version of a model's data contract. */
  JsonNode setContract(String model, Path file) {
    try {
      return send(
          "PUT",
          "api/contracts/" + encoded(model),
          BodyPublishers.ofFile(file),
          "application/yaml");
    } catch (FileNotFoundException e) {
      throw CliFailure.usage("There is no file " + file + ".");
    }
  }

  JsonNode model(String name) {
    return get("api/models/" + encoded(name));
  }

  private JsonNode get(String path) {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  private JsonNode send(String method, String path, BodyPublisher body, String contentType) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, body)
            .header("Authorization", authorization)
            .header("Content-Type", contentType)
            .timeout(TIMEOUT)
            .build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw CliFailure.noPlatform(
          "Steward's application does not answer at " + base + ". Start it: ./steward up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFailure.failed("Interrupted while waiting for the application.");
    }
    JsonNode answer = parsed(response.body());
    if (response.statusCode() / 100 != 2) {
      throw CliFailure.failed(reason(response.statusCode(), answer));
    }
    return answer;
  }

  private static JsonNode parsed(byte[] body) {
    return body.length == 0 ? Json.mapper().createObjectNode() : Json.read(body, JsonNode.class);
  }

  private static String reason(int status, JsonNode answer) {
    StringBuilder text = new StringBuilder(answer.path("detail").asText("HTTP " + status));
    for (JsonNode fault : answer.path("faults")) {
      text.append(System.lineSeparator())
          .append("  ")
          .append(fault.path("path").asText())
          .append(": ")
          .append(fault.path("message").asText());
    }
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
