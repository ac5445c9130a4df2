package io.steward.data;

import io.steward.charter.DataSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a file over https from an allowed host. Redirects are followed by hand, so that each
 * address on the way is checked like the first; size and time are limited for the whole of it.
 * Messages and the record name host and path only, since a query may hold a key.
 *
 * <p>A host's addresses are checked just before the connection is made; the JDK keeps what it
 * resolved for some seconds, so the connection goes to one of them. Not covered: a JVM told to keep
 * nothing ({@code networkaddress.cache.ttl=0}) and a name that changes in between; even then the
 * server must hold a certificate for that name. Proxies are not used.
 */
public final class HttpsFetcher {
  private static final int MOST_REDIRECTS = 5;

  private final AllowedHosts hosts;
  private final SourceLimits limits;
  private final @Nullable SSLContext trust;

  /**
   * @param trust which certificates are trusted; null for those the JVM trusts
   */
  public HttpsFetcher(AllowedHosts hosts, SourceLimits limits, @Nullable SSLContext trust) {
    this.hosts = hosts;
    this.limits = limits;
    this.trust = trust;
  }

  /**
   * Fetches what the address holds.
   *
   * @throws UnusableDataException if an address may not be asked, or what it holds is too large or
   *     not there
   * @throws SourceUnavailableException if it does not answer, or not in time
   */
  Fetched fetch(URI address, String name, Workspace workspace) {
    Path file = workspace.file("source");
    long deadline = System.nanoTime() + limits.time().toNanos();
    URI at = address;
    try (HttpClient client = client()) {
      try {
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
          hosts.check(at);
          Answer answer = ask(client, at, file, name, deadline);
          if (answer.next() == null) {
            return fetched(answer, address, at, name, file);
          }
          at = answer.next();
        }
      } finally {
        // Whatever is still under way belongs to a fetch that is over.
        client.shutdownNow();
      }
    }
    throw new UnusableDataException(
        "too-many-redirects",
        DataSource.words(address)
            + " redirects more than "
            + MOST_REDIRECTS
            + " times. Write the address it leads to into the charter.");
  }

  /**
   * @param next where a redirect leads to; null if the body was read
   */
  private record Answer(@Nullable URI next, @Nullable Inflow body, Map<String, String> facts) {}

  private Answer ask(HttpClient client, URI at, Path file, String name, long deadline) {
    HttpRequest request =
        HttpRequest.newBuilder(at)
            .header("Accept", "*/*")
            .header("Accept-Encoding", "identity")
            .timeout(remaining(deadline))
            .build();
    CompletableFuture<HttpResponse<BodyToFile.Result>> sent =
        client.sendAsync(request, info -> BodyToFile.of(info, file, name, limits.bytes()));
    try {
      HttpResponse<BodyToFile.Result> response =
          sent.get(remaining(deadline).toNanos(), TimeUnit.NANOSECONDS);
      return answer(response, at);
    } catch (TimeoutException e) {
      throw slow(at, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(at, "was given up because the work was stopped", e);
    } catch (ExecutionException e) {
      throw translated(at, e);
    } finally {
      sent.cancel(true);
    }
  }

  private static Answer answer(HttpResponse<BodyToFile.Result> response, URI at) {
    int status = response.statusCode();
    if (status == 200) {
      Map<String, String> facts = new LinkedHashMap<>();
      response.headers().firstValue("ETag").ifPresent(tag -> facts.put("etag", tag));
      response.headers().firstValue("Last-Modified").ifPresent(time -> facts.put("modified", time));
      return new Answer(null, response.body().inflow(), facts);
    }
    if (List.of(301, 302, 303, 307, 308).contains(status)) {
      return new Answer(location(response, at), null, Map.of());
    }
    if (status == 429 || status >= 500) {
      throw unavailable(at, "answered with status " + status, null);
    }
    throw new UnusableDataException(
        "not-fetched",
        DataSource.words(at)
            + " answered with status "
            + status
            + (status == 401 || status == 403
                ? ": it may not be read. Give an address that needs no login"
                : ". Check the address in the charter")
            + ".");
  }

  private static URI location(HttpResponse<?> response, URI at) {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      return at.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new UnusableDataException(
          "bad-redirect",
          DataSource.words(at) + " redirects to something that is no address. Ask its owner.");
    }
  }

  private static Fetched fetched(Answer answer, URI first, URI last, String name, Path file) {
    Inflow body = answer.body();
    if (body == null) {
      throw new IllegalStateException("An answer without redirect has a body.");
    }
    Map<String, String> origin = new LinkedHashMap<>(answer.facts());
    origin.put("kind", "url");
    origin.put("location", DataSource.words(first));
    if (!last.equals(first)) {
      origin.put("redirectedTo", DataSource.words(last));
    }
    return new Fetched(file, name, body.digest(), body.bytes(), origin, List.of());
  }

  private HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.time());
    if (trust != null) {
      builder.sslContext(trust);
    }
    return builder.build();
  }

  private Duration remaining(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  private RuntimeException translated(URI at, ExecutionException e) {
    Throwable cause = e.getCause();
    for (Throwable fault = cause; fault != null; fault = fault.getCause()) {
      if (fault instanceof UnusableDataException unusable) {
        return unusable;
      }
    }
    if (cause instanceof HttpTimeoutException) {
      return slow(at, cause);
    }
    if (cause instanceof SSLException) {
      return unavailable(
          at, "has no certificate that is trusted here (" + cause.getMessage() + ")", cause);
    }
    String why = cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
    return unavailable(
        at,
        "does not answer" + (why.equals("null") || why.isEmpty() ? "" : " (" + why + ")"),
        cause);
  }

  private SourceUnavailableException slow(URI at, Throwable cause) {
    return unavailable(
        at,
        "took longer than the " + limits.time().toSeconds() + " seconds that fetching may take",
        cause);
  }

  private static SourceUnavailableException unavailable(
      URI at, String what, @Nullable Throwable cause) {
    return new SourceUnavailableException(
        "source-unavailable",
        DataSource.words(at) + " " + what + ". Try again later, or check the address.",
        cause);
  }
}
