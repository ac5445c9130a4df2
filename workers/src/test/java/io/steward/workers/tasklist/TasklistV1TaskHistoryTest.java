package io.steward.workers.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.steward.tasklist.TasklistClient;
import io.steward.tasklist.TasklistException;
import io.steward.workers.job.JobFailure;
import io.steward.workers.job.JobFailureMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paths that a healthy Tasklist does not show; the healthy ones run on the real one. */
class TasklistV1TaskHistoryTest {
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger loginStatus = new AtomicInteger(204);
  private final AtomicInteger sessionsToForget = new AtomicInteger();
  private final AtomicInteger searchStatus = new AtomicInteger(200);
  private volatile String answer = "[]";
  private final JobFailureMapper failures =
      new JobFailureMapper(Duration.ofSeconds(1), Duration.ofSeconds(1));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/login",
        exchange -> {
          logins.incrementAndGet();
          respond(exchange, loginStatus.get(), "");
        });
    server.createContext(
        "/v1/tasks/search",
        exchange -> {
          if (sessionsToForget.getAndDecrement() > 0) {
            respond(exchange, 401, "");
          } else {
            respond(exchange, searchStatus.get(), answer);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldReadWhoCompletedWhatOldestFirst() {
    answer =
        """
        [{"id":"2","taskDefinitionId":"sign-off-problem","taskState":"COMPLETED",
          "name":"Sign off","processInstanceKey":"7","creationDate":"2026-11-23T15:29:00.000+0000",
          "assignee":"owner","completionDate":"2026-11-23T15:31:39.123+0000",
          "candidateGroups":["business-owner"]},
         {"id":"1","taskDefinitionId":"sign-off-problem","taskState":"COMPLETED",
          "assignee":"demo","completionDate":"2026-11-23T15:30:00.000+0000","candidateGroups":null},
         {"id":"3","taskDefinitionId":"sign-off-problem","taskState":"CREATED",
          "assignee":null,"completionDate":null,"candidateGroups":null}]
        """;

    assertThat(history().completed(7, "sign-off-problem"))
        .extracting(CompletedTask::id, CompletedTask::assignee, CompletedTask::completedAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", "demo", Instant.parse("2026-11-23T15:30:00Z")),
            org.assertj.core.groups.Tuple.tuple(
                "2", "owner", Instant.parse("2026-11-23T15:31:39.123Z")));
  }

  @Test
  void shouldLogInAgainWhenTheSessionWasForgotten() {
    TaskHistory history = history();
    history.completed(7, "sign-off-problem");
    sessionsToForget.set(1);

    assertThat(history.completed(7, "sign-off-problem")).isEmpty();
    assertThat(logins).hasValue(2);
  }

  @Test
  void shouldSayWhatToCheckWhenThePasswordIsWrong() {
    loginStatus.set(401);

    assertThatThrownBy(() -> history().completed(7, "sign-off-problem"))
        .isInstanceOf(TasklistException.class)
        .satisfies(
            fault ->
                assertThat(failures.map(fault, Optional.empty(), JobFailureMapper.TRIES))
                    .isInstanceOf(JobFailure.Defect.class))
        .hasMessageContaining("'demo'")
        .hasMessageContaining("steward.tasklist")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldBeTriedAgainWhenTasklistFails() {
    searchStatus.set(500);

    assertThatThrownBy(() -> history().completed(7, "sign-off-problem"))
        .isInstanceOf(TasklistException.class)
        .hasMessageContaining("HTTP 500")
        .satisfies(
            fault ->
                assertThat(failures.map(fault, Optional.empty(), JobFailureMapper.TRIES))
                    .isInstanceOf(JobFailure.Temporary.class));
  }

  @Test
  void shouldBeTriedAgainWhenTasklistIsNotThere() {
    TaskHistory history = history();
    server.stop(0);

    assertThatThrownBy(() -> history.completed(7, "sign-off-problem"))
        .isInstanceOfSatisfying(
            TasklistException.class, fault -> assertThat(fault.isTemporary()).isTrue())
        .hasMessageContaining("does not answer");
  }

  private TaskHistory history() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new TasklistV1TaskHistory(new TasklistClient(url, "demo", "secret"));
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
