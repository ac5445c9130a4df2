package io.steward.tasklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; every part that is null is left open.
 *
 * @param state {@code CREATED}, {@code COMPLETED} or {@code CANCELED}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskQuery(
    @Nullable String state,
    @Nullable String processInstanceKey,
    @Nullable String taskDefinitionId,
    @Nullable List<VariableFilter> taskVariables,
    int pageSize) {
  private static final int PAGE = 200;

  /** Open tasks that see the variable {@code name} with this text as its value. */
  public static TaskQuery openWith(String name, String text) {
    return new TaskQuery("CREATED", null, null, List.of(VariableFilter.text(name, text)), PAGE);
  }

  /** All open tasks. */
  public static TaskQuery open() {
    return new TaskQuery("CREATED", null, null, null, PAGE);
  }

  /** The completed tasks of one element in one process instance. */
  public static TaskQuery completed(long processInstanceKey, String taskDefinitionId) {
    return new TaskQuery(
        "COMPLETED", Long.toString(processInstanceKey), taskDefinitionId, null, PAGE);
  }

  /**
   * @param value the JSON text of the value
   */
  public record VariableFilter(String name, String value, String operator) {
    static VariableFilter text(String name, String text) {
      return new VariableFilter(name, io.steward.artifact.Json.text(text), "eq");
    }
  }
}
