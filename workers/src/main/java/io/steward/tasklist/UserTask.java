package io.steward.tasklist;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user task as Tasklist shows it.
 *
 * @param id Tasklist's own id of the task
 * @param taskDefinitionId the id of the user task in the diagram, for example {@code
 *     sign-off-problem}
 * @param taskState {@code CREATED}, {@code COMPLETED} or {@code CANCELED}
 * @param assignee the user name of who took it, or null
 * @param completionDate ISO 8601 text, or null while it is open
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UserTask(
    String id,
    String name,
    String taskDefinitionId,
    String processInstanceKey,
    String taskState,
    @Nullable String assignee,
    String creationDate,
    @Nullable String completionDate,
    @Nullable String formId,
    @Nullable List<String> candidateGroups) {

  /** The groups whose members may take the task; empty if any may. */
  public List<String> groups() {
    return candidateGroups == null ? List.of() : candidateGroups;
  }
}
