package io.steward.workers.tasklist;

import io.steward.workers.job.TemporaryFault;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A logged-in connection to Tasklist's v1 interface: a cookie for a named user. Logs in when first
 * needed, and again when Tasklist forgot the session. Safe for several threads.
 */
public final class TasklistSession {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private final URI url;
  private final String user;
  private final Supplier<String> password;
  private final HttpClient http;
  private boolean loggedIn;

  /**
   * @param url Tasklist's address, for example {@code http://127.0.0.1:8080}
   * @param password asked for at each login
   */
  public TasklistSession(URI url, String user, Supplier<String> password) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** Sends a GET; the answer may have any status but 401. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)).GET());
  }

  /** Sends a POST with a JSON body; the answer may have any status but 401. */
  public HttpResponse<String> post(String path, String json) {
    return send(withBody(path, "POST", json));
  }

  /** Sends a PATCH with a JSON body; the answer may have any status but 401. */
  public HttpResponse<String> patch(String path, String json) {
    return send(withBody(path, "PATCH", json));
  }

  private HttpRequest.Builder withBody(String path, String method, String json) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.timeout(ANSWER_WITHIN).header("Accept", "application/json").build();
    login(false);
    HttpResponse<String> response = exchange(built);
    if (response.statusCode() == 401) {
      login(true);
      response = exchange(built);
    }
    if (response.statusCode() == 401) {
      throw new TemporaryFault(
          "Tasklist at " + url + " ended the session of user '" + user + "' twice.", null);
    }
    if (response.statusCode() >= 500) {
      throw new TemporaryFault(
          "Tasklist at "
              + url
              + " answered "
              + response.statusCode()
              + " to "
              + built.method()
              + " "
              + built.uri().getPath()
              + ". See its log.",
          null);
    }
    return response;
  }

  private synchronized void login(boolean again) {
    if (loggedIn && !again) {
      return;
    }
    String query = "username=" + encoded(user) + "&password=" + encoded(password.get());
    HttpResponse<String> response =
        exchange(
            HttpRequest.newBuilder(url.resolve("/api/login"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build());
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new IllegalStateException(
          "Tasklist at "
              + url
              + " does not accept user '"
              + user
              + "'. Check steward.tasklist.user and its password.");
    }
    if (response.statusCode() >= 300) {
      throw new TemporaryFault(
          "Tasklist at " + url + " answered " + response.statusCode() + " to the login.", null);
    }
    loggedIn = true;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TemporaryFault(
          "Tasklist cannot be reached at "
              + url
              + " ("
              + e.getClass().getSimpleName()
              + "). Check with './steward status' that it is up.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporaryFault("Interrupted while asking Tasklist.", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
