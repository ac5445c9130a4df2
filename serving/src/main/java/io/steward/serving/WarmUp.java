package io.steward.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.steward.artifact.Json;
import io.steward.features.ColumnRecipe;
import io.steward.schema.ColumnKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends a model real requests over loopback, through the whole path, before anybody else's are let
 * in: a cold JVM answers its first thousands in 100 to 350 ms, a warm one in less than one.
 */
final class WarmUp {
  private static final int BODIES = 128;
  private static final int LONGEST = 4;
  private static final JsonFactory JSON = new JsonFactory();

  private final Vertx vertx;
  private final String host;
  private final int port;
  private final String secret;

  /**
   * @param secret by which the server knows its own requests: they are not logged, and reach a
   *     version that is not served yet
   */
  WarmUp(Vertx vertx, String host, int port, String secret) {
    this.vertx = vertx;
    this.host = host;
    this.port = port;
    this.secret = secret;
  }

  /**
   * Warms a model up; blocks until it is done.
   *
   * @param least how many requests at least; given up after four times the time
   * @param most how many requests at most
   * @param time how long, once there were enough requests
   * @throws IllegalStateException if the model does not answer as it should
   */
  void run(ServedModel model, int least, int most, int connections, Duration time) {
    List<Buffer> bodies = bodies(model);
    String path =
        "/v2/models/"
            + model.version().name()
            + "/versions/"
            + model.version().version()
            + "/infer";
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost(host).setDefaultPort(port),
            new PoolOptions().setHttp1MaxSize(connections));
    try {
      // A machine under load does less in the same time, and would be let in cold.
      Budget budget = new Budget(new AtomicInteger(), least, most, System.nanoTime(), time);
      List<Future<Void>> loops = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Promise<Void> done = Promise.promise();
        next(client, path, bodies, budget, done);
        loops.add(done.future());
      }
      Future.all(loops).await(LONGEST * time.toMillis() + 20_000, TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(
          "Version " + model.version().ref() + " does not answer: " + e.getMessage(), e);
    } finally {
      client.close().await();
    }
    warmLog(model);
  }

  private void next(
      HttpClientAgent client, String path, List<Buffer> bodies, Budget budget, Promise<Void> done) {
    int number = budget.sent().getAndIncrement();
    if (budget.isUsedUp(number)) {
      done.complete();
      return;
    }
    client
        .request(HttpMethod.POST, path)
        .compose(
            request ->
                request
                    .putHeader(HttpApi.OWN_REQUEST, secret)
                    .putHeader("content-type", "application/json")
                    .send(bodies.get(number % bodies.size())))
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        body ->
                            response.statusCode() == 200
                                ? Future.succeededFuture()
                                : Future.failedFuture(body.toString())))
        .onComplete(
            answered -> {
              if (answered.succeeded()) {
                next(client, path, bodies, budget, done);
              } else {
                done.fail(answered.cause());
              }
            });
  }

  /** The request log's own work, without writing it. */
  private static void warmLog(ServedModel model) {
    for (Buffer body : bodies(model)) {
      InferenceRequest request = InferenceParser.parse(body.getBytes(), model);
      RequestLog.entries(Instant.EPOCH, model, request.rows(), model.score(request.rows()))
          .forEach(Json::bytes);
    }
  }

  /** Rows as the recipe has seen them: numbers around their mean, levels, a few missing. */
  private static List<Buffer> bodies(ServedModel model) {
    Random random = new Random(1);
    List<Buffer> bodies = new ArrayList<>();
    for (int i = 0; i < BODIES; i++) {
      bodies.add(Buffer.buffer(body(model, random)));
    }
    return bodies;
  }

  private static byte[] body(ServedModel model, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("inputs");
      for (ColumnRecipe column : model.recipe().usedColumns()) {
        boolean number = column.kind() == ColumnKind.NUMBER;
        json.writeStartObject();
        json.writeStringField("name", column.column());
        json.writeStringField("datatype", number ? "FP64" : "BYTES");
        json.writeArrayFieldStart("shape");
        json.writeNumber(1);
        json.writeEndArray();
        json.writeArrayFieldStart("data");
        json.writePOJO(column.sample(random));
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a request into memory.", e);
    }
    return out.toByteArray();
  }

  /** How much is sent. */
  private record Budget(AtomicInteger sent, int least, int most, long start, Duration time) {
    boolean isUsedUp(int number) {
      long passed = System.nanoTime() - start;
      return number >= most
          || passed > LONGEST * time.toNanos()
          || (number >= least && passed > time.toNanos());
    }
  }
}
