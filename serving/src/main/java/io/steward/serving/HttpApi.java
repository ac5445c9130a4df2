package io.steward.serving;

import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Open Inference Protocol v2 over HTTP; one instance an event loop. Small requests are answered
 * on the loop, which takes some tens of microseconds; large ones go to a worker thread.
 */
final class HttpApi extends VerticleBase {
  /** Header of the server's own requests. */
  static final String OWN_REQUEST = "steward-own-request";

  /** Header that keeps an administrator's requests, such as a load test's, out of the log. */
  static final String REQUEST_LOG = "steward-request-log";

  /** The longest body. */
  static final int MAX_BODY = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final int INLINE_BODY = 32 << 10;
  private static final int IDLE_SECONDS = 75;
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final String host;
  private final int port;
  private final AtomicInteger actualPort;
  private final Shared shared;
  private final AdminApi admin;

  /**
   * @param port negative for any free one, the same for all instances
   * @param actualPort where the port that was taken is left
   */
  HttpApi(String host, int port, AtomicInteger actualPort, Shared shared, AdminApi admin) {
    this.host = host;
    this.port = port;
    this.actualPort = actualPort;
    this.shared = shared;
    this.admin = admin;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return vertx
        .createHttpServer(options)
        .requestHandler(this::handle)
        .listen(port, host)
        .onSuccess((HttpServer server) -> actualPort.set(server.actualPort()));
  }

  private void handle(HttpServerRequest request) {
    guarded(request, () -> route(request));
  }

  private void route(HttpServerRequest request) {
    String[] path = request.path().split("/");
    boolean v2 = path.length > 1 && path[1].equals("v2");
    String area = path.length > 2 ? path[2] : "";
    if (v2 && area.equals("models") && path.length > 3) {
      model(request, path);
    } else if (v2 && area.equals("repository")) {
      withBody(request, body -> admin.handle(request, path, body, this));
    } else if (v2 && area.equals("health") && path.length == 4) {
      health(request, path[3]);
    } else if (v2 && path.length == 2) {
      get(request);
      answer(request, 200, Documents.server());
    } else if (request.path().equals("/metrics")) {
      get(request);
      String text = shared.counters().text(shared.table().size(), shared.log().waiting());
      end(request, 200, "text/plain; version=0.0.4", Buffer.buffer(text));
    } else {
      throw unknownPath(request);
    }
  }

  private void health(HttpServerRequest request, String what) {
    get(request);
    switch (what) {
      case "live" -> answer(request, 200, Map.of("live", true));
      case "ready" -> {
        boolean ready = shared.ready().get();
        answer(request, ready ? 200 : 503, Map.of("ready", ready));
      }
      default -> throw unknownPath(request);
    }
  }

  /** {@code /v2/models/{m}[/versions/{n}][/ready|/infer]}. */
  private void model(HttpServerRequest request, String[] path) {
    boolean versioned = path.length > 5 && path[4].equals("versions");
    int after = versioned ? 6 : 4;
    String action = path.length == after + 1 ? path[after] : "";
    if (path.length > after + 1) {
      throw unknownPath(request);
    }
    String name = path[3];
    String version = versioned ? path[5] : null;
    switch (action) {
      case "" -> {
        get(request);
        ServedModel model = find(request, name, version);
        answer(
            request,
            200,
            Documents.model(
                model, versioned ? List.of(model) : shared.table().entry(name).versions()));
      }
      case "ready" -> {
        get(request);
        find(request, name, version);
        answer(request, 200, Map.of("name", name, "ready", true));
      }
      case "infer" -> {
        requireMethod(request, HttpMethod.POST);
        withBody(request, body -> infer(request, name, version, body));
      }
      default -> throw unknownPath(request);
    }
  }

  private ServedModel find(HttpServerRequest request, String name, @Nullable String version) {
    return version == null
        ? shared.table().champion(name)
        : shared.table().version(name, version, isOwn(request));
  }

  private void infer(
      HttpServerRequest request, String name, @Nullable String version, Buffer body) {
    ServedModel model = find(request, name, version);
    if (body.length() <= INLINE_BODY) {
      end(request, 200, JSON, score(request, model, body));
      return;
    }
    vertx
        .executeBlocking(() -> score(request, model, body), false)
        .onComplete(answer -> end(request, 200, JSON, answer), fault -> fail(request, fault));
  }

  private Buffer score(HttpServerRequest request, ServedModel model, Buffer body) {
    InferenceRequest asked = InferenceParser.parse(body.getBytes(), model);
    Predictions predictions = model.score(asked.rows());
    byte[] answer = InferenceWriter.write(model, asked, predictions);
    if (!isOwn(request)) {
      shared.counters().rows.add(predictions.rows());
      if (!isUnlogged(request)) {
        shared.log().add(shared.clock().instant(), model, asked.rows(), predictions);
      }
    }
    return Buffer.buffer(answer);
  }

  private boolean isOwn(HttpServerRequest request) {
    String given = request.getHeader(OWN_REQUEST);
    return given != null && Shared.same(shared.ownSecret(), given);
  }

  private boolean isUnlogged(HttpServerRequest request) {
    return "off".equals(request.getHeader(REQUEST_LOG)) && admin.isAdmin(request);
  }

  /** Collects the body, up to the limit. */
  private void withBody(HttpServerRequest request, Consumer<Buffer> then) {
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= MAX_BODY) {
            body.appendBuffer(chunk);
          } else if (!request.response().ended()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            fail(
                request,
                new ApiException(
                    413,
                    "The body is longer than "
                        + (MAX_BODY >> 20)
                        + " MiB; send the rows in several requests."));
          }
        });
    request.endHandler(
        end -> {
          if (!request.response().ended()) {
            guarded(request, () -> then.accept(body));
          }
        });
  }

  private void guarded(HttpServerRequest request, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  /** Answers with an error; only what the server did not foresee is written to its log. */
  void fail(HttpServerRequest request, Throwable fault) {
    if (fault instanceof ApiException known) {
      String message = known.getMessage() == null ? "" : known.getMessage();
      answer(request, known.status(), Map.of("error", message));
    } else {
      LOG.error("{} {} failed", request.method(), request.path(), fault);
      answer(request, 500, Map.of("error", "The server failed on this; its log says why."));
    }
  }

  /** Answers with a JSON document. */
  void answer(HttpServerRequest request, int status, Object document) {
    end(request, status, JSON, Buffer.buffer(Json.bytes(document)));
  }

  private void end(HttpServerRequest request, int status, CharSequence type, Buffer body) {
    if (!isOwn(request)) {
      shared.counters().count(status);
    }
    HttpServerResponse response = request.response();
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type).end(body);
    }
  }

  private static void get(HttpServerRequest request) {
    requireMethod(request, HttpMethod.GET);
  }

  static void requireMethod(HttpServerRequest request, HttpMethod method) {
    if (!request.method().equals(method)) {
      request.response().putHeader(HttpHeaders.ALLOW, method.name());
      throw new ApiException(405, request.path() + " takes " + method + " only.");
    }
  }

  static ApiException unknownPath(HttpServerRequest request) {
    byte[] path = request.path().getBytes(StandardCharsets.UTF_8);
    return ApiException.notFound(
        "There is nothing at "
            + (path.length > 200 ? "this path" : request.path())
            + "; models answer at /v2/models/{name}/infer.");
  }
}
