package io.steward.serving;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StoreSettings;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.SigningKey;
import io.steward.bundle.TestBundles;
import io.steward.deployment.ModelServerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server in this process on a free port, with a store in memory that holds signed bundles. */
final class ServerFixture implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef-token";

  final SwitchableStore store = new SwitchableStore();
  final ModelRegistry registry = new ModelRegistry(store, Clock.systemUTC());
  private final SigningKey key;
  private final Path publicKey;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable ModelServer server;

  ServerFixture(Path folder) {
    publicKey = folder.resolve("signing-key.pub.pem");
    key = SigningKey.loadOrCreate(folder.resolve("signing-key.pem"), publicKey);
  }

  /** Registers a new version of a binary model; the seed makes it differ from others. */
  int register(String name, long seed) {
    return register(name, TestBundles.binary(store, key, name, seed));
  }

  int register(String name, Digest bundle) {
    return registry.register(name, bundle, RunId.ofInstance(1)).version();
  }

  void champion(String name, int version) {
    String once = name + version + System.nanoTime();
    registry.setAlias(name, "champion", version, "test", "a test", once);
  }

  ServerFixture start() {
    return start(TOKEN);
  }

  ServerFixture start(@Nullable String token) {
    server =
        ModelServer.start(
            new ServingSettings(
                new StoreSettings(
                    URI.create("http://127.0.0.1:1"), "us-east-1", "steward", "user", "secret"),
                "127.0.0.1",
                0,
                token,
                publicKey,
                null,
                Duration.ofMillis(200)),
            () -> store,
            Clock.systemUTC());
    return this;
  }

  ServerFixture awaitReady() {
    await().atMost(Duration.ofSeconds(30)).until(() -> get("/v2/health/ready").status == 200);
    return this;
  }

  URI uri() {
    if (server == null) {
      throw new IllegalStateException("The server was not started.");
    }
    return URI.create("http://127.0.0.1:" + server.port());
  }

  ModelServerClient client() {
    return new ModelServerClient(uri(), TOKEN);
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri().resolve(path)).build());
  }

  Answer post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      boolean json =
          answer.headers().firstValue("content-type").orElse("").equals("application/json");
      return new Answer(
          answer.statusCode(),
          json ? Json.read(answer.body(), JsonNode.class) : Json.mapper().nullNode(),
          new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops the server, not the store. */
  void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
    http.close();
  }

  record Answer(int status, JsonNode json, String text) {
    String error() {
      return json.path("error").asText();
    }
  }
}
