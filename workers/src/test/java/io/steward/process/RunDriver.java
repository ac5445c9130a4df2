package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.tasklist.TaskQuery;
import io.steward.tasklist.TasklistClient;
import io.steward.tasklist.UserTask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drives one run the way its people would: through the REST interface and through Tasklist. */
public final class RunDriver {
  /** For a machine that is busy with other things too; nothing here takes that long by itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final URI application;
  private final URI tasklist;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, TasklistClient> sessions = new ConcurrentHashMap<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private String run = "";

  RunDriver(URI application, URI tasklist) {
    this.application = application;
    this.tasklist = tasklist;
  }

  /** Starts a run as the engineer; the data file is handed in. */
  public RunDriver start(String charter, @Nullable Path data) {
    return startAs("engineer", charter, data);
  }

  /** Starts a run as the engineer; the data file and the data contract are handed in. */
  RunDriver start(String charter, Path data, Path contract) {
    return startAs("engineer", charter, data, Map.of("contractSourceDigest", upload(contract)));
  }

  /** Starts a run as this user; the data file is handed in. */
  public RunDriver startAs(String user, String charter, @Nullable Path data) {
    return startAs(user, charter, data, Map.of());
  }

  private RunDriver startAs(
      String user, String charter, @Nullable Path data, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("charterText", charter);
    if (data != null) {
      body.put("sourceDigest", upload(data));
    }
    JsonNode started =
        parsed(send("POST", "/api/runs", user, Json.bytes(body), "application/json"), 201);
    run = started.path("run").asText();
    assertThat(run).startsWith("run-");
    return this;
  }

  /** Takes over a run that was started in the engine itself, and waits until it is open. */
  public RunDriver adopt(long processInstanceKey) {
    run = "run-" + processInstanceKey;
    await(run + " is open")
        .atMost(PATIENCE)
        .until(
            () ->
                send("GET", "/api/runs/" + run, "engineer", new byte[0], "application/json")
                        .statusCode()
                    == 200);
    return this;
  }

  public String run() {
    return run;
  }

  /** Asks for the end of the run, as the engineer. */
  public RunDriver cancel() {
    post("/api/runs/" + run + "/cancel", Map.of(), 200);
    return this;
  }

  /** How many steps of this name have left a result. */
  long finished(String step) {
    return results(step).size();
  }

  /** The digests of what the steps of this name have left, the oldest first. */
  List<Digest> results(String step) {
    List<Digest> results = new ArrayList<>();
    for (JsonNode stage : view().path("stages")) {
      for (JsonNode done : stage.path("steps")) {
        if (done.path("step").asText().equals(step)) {
          results.add(Digest.parse(done.path("result").asText()));
        }
      }
    }
    return results;
  }

  /** The newest result of this step; waits for the first. */
  Digest awaitResult(String step) {
    await(step + " of " + run)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> !results(step).isEmpty());
    return results(step).getLast();
  }

  /** The ledger's entries of this type, of this run. */
  List<JsonNode> ledger(String type) {
    List<JsonNode> entries = new ArrayList<>();
    view()
        .path("events")
        .forEach(
            event -> {
              if (event.path("type").asText().equals(type)) {
                entries.add(event);
              }
            });
    return entries;
  }

  /** Waits until this user task of the run is open and not answered yet. */
  public UserTask awaitTask(String userTask) {
    return awaitAnyTask(List.of(userTask));
  }

  /** Waits until one of these user tasks is open and not answered yet. */
  public UserTask awaitAnyTask(List<String> userTasks) {
    UserTask task = awaitAnyTaskOrEnd(userTasks);
    if (task == null) {
      throw new AssertionError(run + " ended as " + view().path("outcome"));
    }
    return task;
  }

  /** The same, or null once the run has ended. */
  public @Nullable UserTask awaitAnyTaskOrEnd(List<String> userTasks) {
    AtomicReference<@Nullable UserTask> found = new AtomicReference<>();
    await("one of " + userTasks + " of " + run)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              unanswered().stream()
                  .filter(task -> userTasks.contains(task.taskDefinitionId()))
                  .findFirst()
                  .ifPresent(found::set);
              return found.get() != null || !isRunning();
            });
    return found.get();
  }

  /** Whether the run has no outcome yet. */
  public boolean isRunning() {
    String outcome = view().path("outcome").asText("");
    return outcome.isEmpty() || outcome.equals("running");
  }

  /** The open tasks of the run. */
  public List<UserTask> openTasks() {
    return as("demo").search(TaskQuery.openWith("runId", run));
  }

  /** The open tasks that were not answered here; Tasklist shows an answered one a little longer. */
  public List<UserTask> unanswered() {
    return openTasks().stream().filter(task -> !answered.contains(task.id())).toList();
  }

  /** What the task's form can show. */
  public Map<String, Object> sees(UserTask task) {
    return as("demo").variables(task.id());
  }

  /**
   * Waits until what a task's form can show is as it should be. Tasklist learns of a task and of
   * its variables one after the other, so a task that has just appeared may still show what was
   * before.
   */
  public Map<String, Object> awaitSeen(UserTask task, Consumer<Map<String, Object>> asserted) {
    await("what " + task.taskDefinitionId() + " of " + run + " shows")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> asserted.accept(sees(task)));
    return sees(task);
  }

  /** Completes a task as a person. */
  public RunDriver complete(UserTask task, String user, Map<String, Object> form) {
    as(user).assign(task.id());
    as(user).complete(task.id(), form);
    answered.add(task.id());
    return this;
  }

  /** Waits for a task and answers it. */
  public RunDriver decide(String userTask, String user, String decision) {
    return complete(
        awaitTask(userTask),
        user,
        Map.of("decision", decision, "comment", "Decided in a process test: " + decision + "."));
  }

  /** Waits until the run has ended; returns its outcome. */
  public String awaitOutcome() {
    await("end of " + run)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !isRunning());
    return view().path("outcome").asText();
  }

  /** What the REST interface says of the run. */
  public JsonNode view() {
    return get("/api/runs/" + run);
  }

  public JsonNode get(String path) {
    return getAs("engineer", path);
  }

  /** What the REST interface answers to this user. */
  JsonNode getAs(String user, String path) {
    return parsed(send("GET", path, user, new byte[0], "application/json"), 200);
  }

  /** What the REST interface answers as a page. */
  public String page(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** What the REST interface answers as bytes, for example a PDF. */
  byte[] bytes(String path) {
    HttpResponse<byte[]> response = send("GET", path, "engineer", new byte[0], "application/json");
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  /** Hands in a data contract as this user and expects this status. */
  JsonNode putContract(String model, String yaml, String user, int status) {
    byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
    return parsed(send("PUT", "/api/contracts/" + model, user, body, "application/yaml"), status);
  }

  /** Posts as the engineer and expects one of these statuses. */
  public JsonNode post(String path, Object body, int... statuses) {
    return parsed(send("POST", path, "engineer", Json.bytes(body), "application/json"), statuses);
  }

  private String upload(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return parsed(
              send("PUT", "/api/blobs", "engineer", content, "application/octet-stream"), 200, 201)
          .path("digest")
          .asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<byte[]> send(
      String method, String path, String user, byte[] body, String contentType) {
    String login =
        Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(application.resolve(path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header("Authorization", "Basic " + login)
            .header("Content-Type", contentType)
            .timeout(Duration.ofMinutes(1))
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonNode parsed(HttpResponse<byte[]> response, int... statuses) {
    assertThat(statuses)
        .as("%s: %s", response.uri(), new String(response.body(), StandardCharsets.UTF_8))
        .contains(response.statusCode());
    return Json.read(response.body(), JsonNode.class);
  }

  private TasklistClient as(String user) {
    return sessions.computeIfAbsent(user, name -> new TasklistClient(tasklist, name, name));
  }
}
