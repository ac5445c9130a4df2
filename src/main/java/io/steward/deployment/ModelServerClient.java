package io.steward.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the model server: Open Inference Protocol v2 with its model repository extension. Safe
 * for use by many threads. All methods throw {@link ModelServerException} when the server cannot be
 * reached or refuses.
 */
public final class ModelServerClient implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  // Loading verifies and warms up, one version after the other.
  private static final Duration LOADING = Duration.ofMinutes(3);

  private final URI server;
  private final String adminToken;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** What a version is loaded for. */
  public enum Role {
    /** Answers by default. */
    CHAMPION,
    /** Answers when asked for by its number. */
    CHALLENGER
  }

  /**
   * @param server for example {@code http://127.0.0.1:8090}
   * @param adminToken what loading and unloading need; may be empty where only predictions are
   *     asked for
   */
  public ModelServerClient(URI server, String adminToken) {
    this.server = server;
    this.adminToken = adminToken;
  }

  /** Whether the server answers and has loaded its champions; false if it cannot be reached. */
  public boolean ready() {
    try {
      return send(get("/v2/health/ready")).statusCode() == 200;
    } catch (ModelServerException e) {
      return false;
    }
  }

  /**
   * Whether a version can be asked.
   *
   * @param version null for the champion
   */
  public boolean ready(String model, @Nullable Integer version) {
    return send(get(path(model, version) + "/ready")).statusCode() == 200;
  }

  /** What a model reads and answers; version null for the champion. */
  public ModelMetadata metadata(String model, @Nullable Integer version) {
    return InferenceMessages.metadata(json(send(get(path(model, version)))));
  }

  /** Loads a registered version; it is verified and warm when this returns. Safe to repeat. */
  public void load(String model, int version, Role role) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("parameters")
        .put("version", Integer.toString(version))
        .put("role", role.name().toLowerCase(Locale.ROOT));
    json(send(admin("/v2/repository/models/" + model + "/load", body)));
  }

  /** Unloads a version, or all of a model; nothing happens if it is not loaded. */
  public void unload(String model, @Nullable Integer version) {
    ObjectNode body = Json.mapper().createObjectNode();
    if (version != null) {
      body.putObject("parameters").put("version", Integer.toString(version));
    }
    HttpResponse<byte[]> answer = send(admin("/v2/repository/models/" + model + "/unload", body));
    if (answer.statusCode() != 404) {
      json(answer);
    }
  }

  /** Asks the champion; see {@link #infer(String, Integer, RawTable)}. */
  public Predictions infer(String model, RawTable rows) {
    return infer(model, null, rows);
  }

  /**
   * Asks for predictions. Columns that the model does not read are not sent.
   *
   * @param version null for the champion
   */
  public Predictions infer(String model, @Nullable Integer version, RawTable rows) {
    List<ColumnSchema> inputs = metadata(model, version).inputs();
    HttpRequest request = inference(model, version, InferenceMessages.request(rows, inputs), true);
    return InferenceMessages.answer(json(send(request)));
  }

  /**
   * An inference request.
   *
   * @param logged whether the rows go to the request log; false needs the admin token
   */
  HttpRequest inference(String model, @Nullable Integer version, byte[] body, boolean logged) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path(model, version) + "/infer"))
            .timeout(ANSWER)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!logged) {
      request.header("steward-request-log", "off").header("authorization", "Bearer " + adminToken);
    }
    return request.build();
  }

  HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER).build();
  }

  private HttpRequest admin(String path, ObjectNode body) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(LOADING)
        .header("content-type", "application/json")
        .header("authorization", "Bearer " + adminToken)
        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
        .build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw ModelServerException.unreachable(
          "The model server at "
              + server
              + " does not answer ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + "). Is it running? ./steward status tells.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ModelServerException.unreachable("Asking the model server was interrupted.", e);
    }
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    JsonNode document;
    try {
      document = Json.read(answer.body(), JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw ModelServerException.refused(
          "The answer of "
              + answer.uri()
              + " (status "
              + answer.statusCode()
              + ") is not JSON: "
              + new String(answer.body(), StandardCharsets.UTF_8).lines().findFirst().orElse(""),
          answer.statusCode());
    }
    if (answer.statusCode() >= 400) {
      throw ModelServerException.refused(
          "The model server refused: " + document.path("error").asText("no reason given"),
          answer.statusCode());
    }
    return document;
  }

  private static String path(String model, @Nullable Integer version) {
    return "/v2/models/" + model + (version == null ? "" : "/versions/" + version);
  }
}
