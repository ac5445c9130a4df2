package io.steward.workers.tasklist;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.steward.artifact.Json;
import io.steward.workers.job.TemporaryFault;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Tasklist's v1 interface, which 8.6 and 8.9 (in its v1 mode) have. */
public final class TasklistV1TaskHistory implements TaskHistory {
  /** More completions of one user task in one stage than anybody will see. */
  private static final int PAGE = 200;

  /** Tasklist writes the zone without a colon: 2026-11-23T15:31:39.123+0000. */
  private static final DateTimeFormatter TASKLIST_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

  private final TasklistSession session;

  public TasklistV1TaskHistory(TasklistSession session) {
    this.session = session;
  }

  @Override
  public List<CompletedTask> completed(long processInstanceKey, String userTask) {
    String query =
        Json.text(
            Map.of(
                "processInstanceKey",
                Long.toString(processInstanceKey),
                "taskDefinitionId",
                userTask,
                "state",
                "COMPLETED",
                "pageSize",
                PAGE));
    HttpResponse<String> response = session.post("/v1/tasks/search", query);
    if (response.statusCode() != 200) {
      throw new TemporaryFault(
          "Tasklist answered "
              + response.statusCode()
              + " to the search for the completed task '"
              + userTask
              + "'.",
          null);
    }
    List<Found> found =
        Json.read(
            response.body().getBytes(StandardCharsets.UTF_8), new TypeReference<List<Found>>() {});
    return found.stream()
        .filter(Found::isCompleted)
        .map(Found::toTask)
        .sorted(Comparator.comparing(CompletedTask::completedAt).thenComparing(CompletedTask::id))
        .toList();
  }

  private record Found(
      String id,
      @JsonProperty("taskDefinitionId") String userTask,
      @Nullable String taskState,
      @Nullable String assignee,
      @Nullable String completionDate,
      @Nullable List<String> candidateGroups) {

    boolean isCompleted() {
      return "COMPLETED".equals(taskState) && completionDate != null;
    }

    CompletedTask toTask() {
      return new CompletedTask(
          id,
          userTask,
          assignee,
          time(completionDate == null ? "" : completionDate),
          candidateGroups == null ? List.of() : candidateGroups);
    }

    private static Instant time(String text) {
      try {
        return OffsetDateTime.parse(text, TASKLIST_TIME).toInstant();
      } catch (DateTimeParseException e) {
        return OffsetDateTime.parse(text).toInstant();
      }
    }
  }
}
