package io.steward.platform.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks local HTTP servers how they are. Safe for use by several threads. */
public final class HttpProbe implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /** Whether a GET is answered with 200. */
  public boolean ok(URI address) {
    return get(address).filter(answer -> answer.statusCode() == 200).isPresent();
  }

  /** Whether a GET is answered with 200 and a body that fits. */
  public boolean ok(URI address, Predicate<String> body) {
    return get(address)
        .filter(answer -> answer.statusCode() == 200 && body.test(answer.body()))
        .isPresent();
  }

  /** Whether a GET is answered at all. */
  public boolean answers(URI address) {
    return get(address).isPresent();
  }

  /** Sends a request; empty if nobody answers in two seconds. */
  public Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
    try {
      return Optional.of(
          client.send(request.timeout(Duration.ofSeconds(2)).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<HttpResponse<String>> get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
