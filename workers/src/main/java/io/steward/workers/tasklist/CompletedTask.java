package io.steward.workers.tasklist;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user task that somebody completed.
 *
 * @param id Tasklist's id of the task
 * @param userTask the id of the user task in the diagram
 * @param assignee the user who completed it; null only if it was completed without an assignee,
 *     which Tasklist does not let a person do
 * @param completedAt when
 * @param candidateGroups the roles that it was offered to
 */
public record CompletedTask(
    String id,
    String userTask,
    @Nullable String assignee,
    Instant completedAt,
    List<String> candidateGroups) {
  public CompletedTask {
    candidateGroups = List.copyOf(candidateGroups);
  }
}
