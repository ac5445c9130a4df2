package io.steward.workers.tasklist;

import io.steward.tasklist.TaskQuery;
import io.steward.tasklist.TasklistClient;
import io.steward.tasklist.UserTask;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks Tasklist's v1 interface, which 8.6 and 8.9 (in its v1 mode) have. */
public final class TasklistV1TaskHistory implements TaskHistory {
  /** Tasklist writes the zone without a colon: 2026-11-23T15:31:39.123+0000. */
  private static final DateTimeFormatter TASKLIST_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

  private final TasklistClient tasklist;

  public TasklistV1TaskHistory(TasklistClient tasklist) {
    this.tasklist = tasklist;
  }

  @Override
  public List<CompletedTask> completed(long processInstanceKey, String userTask) {
    return tasklist.search(TaskQuery.completed(processInstanceKey, userTask)).stream()
        .flatMap(TasklistV1TaskHistory::completed)
        .sorted(Comparator.comparing(CompletedTask::completedAt).thenComparing(CompletedTask::id))
        .toList();
  }

  /** Tasklist may show a task as it was a moment ago: one without a time is not completed. */
  private static Stream<CompletedTask> completed(UserTask task) {
    @Nullable String completedAt = task.completionDate();
    return "COMPLETED".equals(task.taskState()) && completedAt != null
        ? Stream.of(
            new CompletedTask(
                task.id(),
                task.taskDefinitionId(),
                task.assignee(),
                time(completedAt),
                task.groups()))
        : Stream.empty();
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text, TASKLIST_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return OffsetDateTime.parse(text).toInstant();
    }
  }
}
