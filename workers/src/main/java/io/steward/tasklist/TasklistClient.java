package io.steward.tasklist;

import com.fasterxml.jackson.core.type.TypeReference;
import io.steward.artifact.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One user's session with Tasklist (API v1). A task can be completed only by the user it is
 * assigned to, so what is done here is what the person could do in the browser, and Tasklist keeps
 * who did it. The session is opened with the first call and again when it has ended. Safe for many
 * threads.
 *
 * <p>All calls throw {@link TasklistException}.
 */
public final class TasklistClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI base;
  private final String user;
  private final Supplier<String> password;
  private final HttpClient http;
  private volatile boolean loggedIn;

  /**
   * @param base the address of Tasklist's web application, for example {@code
   *     http://127.0.0.1:8080/}
   */
  public TasklistClient(URI base, String user, String password) {
    this(base, user, () -> password);
  }

  /**
   * The same for a password that is looked up.
   *
   * @param password asked for at each log-in
   */
  public TasklistClient(URI base, String user, Supplier<String> password) {
    // Without the slash the last part of the path would be taken for a file and be replaced.
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.user = user;
    this.password = password;
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** The user whose session this is. */
  public String user() {
    return user;
  }

  /** The tasks that fit, newest first, at most one page. */
  public List<UserTask> search(TaskQuery query) {
    byte[] body = send("POST", "v1/tasks/search", BodyPublishers.ofByteArray(Json.bytes(query)));
    return Json.read(body, new TypeReference<List<UserTask>>() {});
  }

  /** The variables that a task sees. */
  public Map<String, Object> variables(String taskId) {
    byte[] body =
        send("POST", "v1/tasks/" + taskId + "/variables/search", BodyPublishers.ofString("{}"));
    Map<String, Object> variables = new LinkedHashMap<>();
    for (TaskVariable variable : Json.read(body, new TypeReference<List<TaskVariable>>() {})) {
      String value =
          variable.isValueTruncated() ? fullValue(taskId, variable.name()) : variable.value();
      variables.put(
          variable.name(), Json.read(value.getBytes(StandardCharsets.UTF_8), Object.class));
    }
    return variables;
  }

  /**
   * Whether Tasklist knows a form yet; it learns of a deployment a little later than the engine.
   *
   * @param processDefinitionKey the process that uses the form
   */
  public boolean knowsForm(String formId, long processDefinitionKey, long version) {
    String path =
        "v1/forms/"
            + encoded(formId)
            + "?processDefinitionKey="
            + processDefinitionKey
            + "&version="
            + version;
    HttpResponse<byte[]> response = answer("GET", path, BodyPublishers.noBody());
    if (response.statusCode() == 404) {
      return false;
    }
    requireDone("GET " + path, response);
    return true;
  }

  /** Takes a task for this user, away from who else may have it. */
  public void assign(String taskId) {
    Map<String, Object> body = Map.of("assignee", user, "allowOverrideAssignment", true);
    send("PATCH", "v1/tasks/" + taskId + "/assign", BodyPublishers.ofByteArray(Json.bytes(body)));
  }

  /** Completes a task that is assigned to this user. */
  public void complete(String taskId, Map<String, Object> variables) {
    List<Map<String, String>> written =
        variables.entrySet().stream()
            .map(entry -> Map.of("name", entry.getKey(), "value", Json.text(entry.getValue())))
            .toList();
    send(
        "PATCH",
        "v1/tasks/" + taskId + "/complete",
        BodyPublishers.ofByteArray(Json.bytes(Map.of("variables", written))));
  }

  /** Long values are cut off unless they are asked for by name. */
  private String fullValue(String taskId, String variable) {
    Map<String, Object> wanted = Map.of("name", variable, "alwaysReturnFullValue", true);
    byte[] body =
        send(
            "POST",
            "v1/tasks/" + taskId + "/variables/search",
            BodyPublishers.ofByteArray(Json.bytes(Map.of("includeVariables", List.of(wanted)))));
    return Json.read(body, new TypeReference<List<TaskVariable>>() {}).getFirst().value();
  }

  private byte[] send(String method, String path, BodyPublisher body) {
    HttpResponse<byte[]> response = answer(method, path, body);
    requireDone(method + " " + path, response);
    return response.body();
  }

  private HttpResponse<byte[]> answer(String method, String path, BodyPublisher body) {
    if (!loggedIn) {
      logIn();
    }
    HttpResponse<byte[]> response = exchange(method, path, body);
    if (response.statusCode() == 401) {
      logIn();
      response = exchange(method, path, body);
    }
    return response;
  }

  private synchronized void logIn() {
    String query = "username=" + encoded(user) + "&password=" + encoded(password.get());
    HttpResponse<byte[]> response = exchange("POST", "api/login?" + query, BodyPublishers.noBody());
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new TasklistException(
          "Tasklist at "
              + base
              + " does not accept the password of user '"
              + user
              + "'. Correct it: STEWARD_PASSWORD for a command, steward.tasklist in the settings of"
              + " the application.",
          false,
          null);
    }
    requireDone("log-in of " + user, response);
    loggedIn = true;
  }

  private HttpResponse<byte[]> exchange(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, body)
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new TasklistException(
          "Tasklist does not answer at " + base + ". Is the platform up? (./steward status)",
          true,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TasklistException("Interrupted while waiting for Tasklist.", true, e);
    }
  }

  private static void requireDone(String what, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String text = new String(response.body(), StandardCharsets.UTF_8);
    String brief = text.length() > 300 ? text.substring(0, 300) + "…" : text;
    // 401 after a log-in: the session ended at once, as it does while Tasklist starts.
    boolean temporary = status >= 500 || status == 429 || status == 401;
    throw new TasklistException(
        "Tasklist refused the " + what + " (HTTP " + status + "): " + brief, temporary, null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private record TaskVariable(String id, String name, String value, boolean isValueTruncated) {}
}
