package io.steward.serving;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.artifact.StoreException;
import io.steward.bundle.ModelRef;
import io.steward.serving.ModelTable.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The model repository interface of the protocol: index, load, unload. Closed unless a token is
 * configured and sent. Loading and unloading run one after the other on a thread of their own.
 */
final class AdminApi {
  private static final String BEARER = "Bearer ";

  private final @Nullable String token;
  private final AtomicReference<@Nullable ModelOperations> operations;
  private final Executor worker;

  /**
   * @param operations filled once the server is ready
   */
  AdminApi(
      @Nullable String token,
      AtomicReference<@Nullable ModelOperations> operations,
      Executor worker) {
    this.token = token;
    this.operations = operations;
    this.worker = worker;
  }

  /** Whether the request bears the token. */
  boolean isAdmin(HttpServerRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return token != null
        && given != null
        && given.startsWith(BEARER)
        && Shared.same(token, given.substring(BEARER.length()).strip());
  }

  /** {@code /v2/repository/index} and {@code /v2/repository/models/{m}/load|unload}. */
  void handle(HttpServerRequest request, String[] path, Buffer body, HttpApi api) {
    authorize(request);
    HttpApi.requireMethod(request, HttpMethod.POST);
    ModelOperations ready = operations.get();
    if (ready == null) {
      throw new ApiException(
          503, "The server is still loading; try again when /v2/health/ready says yes.");
    }
    if (path.length == 4 && path[3].equals("index")) {
      api.answer(request, 200, ready.index());
      return;
    }
    if (path.length != 6 || !path[3].equals("models")) {
      throw HttpApi.unknownPath(request);
    }
    JsonNode parameters = parameters(body);
    Integer version = version(parameters);
    String name = path[4];
    switch (path[5]) {
      case "load" -> {
        Role role = role(parameters, version);
        ModelRef ref = reference(name, version);
        run(request, api, () -> ready.load(ref, role));
      }
      case "unload" -> run(request, api, () -> ready.unload(name, version));
      default -> throw HttpApi.unknownPath(request);
    }
  }

  private void run(HttpServerRequest request, HttpApi api, Runnable operation) {
    Future.fromCompletionStage(
            CompletableFuture.runAsync(() -> inTermsOfHttp(operation), worker),
            Vertx.currentContext())
        .onComplete(
            done -> api.answer(request, 200, Map.of()),
            fault ->
                api.fail(request, fault instanceof CompletionException ? cause(fault) : fault));
  }

  private static void inTermsOfHttp(Runnable operation) {
    try {
      operation.run();
    } catch (StoreException e) {
      throw new ApiException(e.isDamaged() ? 422 : 503, String.valueOf(e.getMessage()));
    }
  }

  private static Throwable cause(Throwable fault) {
    return fault.getCause() == null ? fault : fault.getCause();
  }

  private void authorize(HttpServerRequest request) {
    if (token == null) {
      throw new ApiException(
          403,
          "The admin interface is closed: the server was started without"
              + " STEWARD_SERVING_ADMIN_TOKEN.");
    }
    if (!isAdmin(request)) {
      request.response().putHeader("WWW-Authenticate", "Bearer");
      throw new ApiException(
          401, "This needs the server's admin token, sent as 'Authorization: Bearer <token>'.");
    }
  }

  private static JsonNode parameters(Buffer body) {
    if (body.length() == 0) {
      return Json.mapper().createObjectNode();
    }
    try {
      return Json.read(body.getBytes(), JsonNode.class).path("parameters");
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("The body is not JSON.");
    }
  }

  private static @Nullable Integer version(JsonNode parameters) {
    JsonNode version = parameters.path("version");
    if (version.isMissingNode() || version.isNull()) {
      return null;
    }
    try {
      int number = Integer.parseInt(version.asText());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw ApiException.badRequest(
        "The parameter 'version' is '" + version.asText() + "'; it must be a number from 1.");
  }

  /** Without a version the champion of the registry is meant. */
  private static Role role(JsonNode parameters, @Nullable Integer version) {
    String fallback = version == null ? "champion" : "challenger";
    String role = parameters.path("role").asText(fallback);
    return switch (role) {
      case "champion" -> Role.CHAMPION;
      case "challenger" -> Role.CHALLENGER;
      default ->
          throw ApiException.badRequest(
              "The parameter 'role' is '" + role + "'; it must be champion or challenger.");
    };
  }

  private static ModelRef reference(String name, @Nullable Integer version) {
    try {
      return version == null
          ? ModelRef.alias(name, Role.CHAMPION.name().toLowerCase(Locale.ROOT))
          : ModelRef.version(name, version);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
