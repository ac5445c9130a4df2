package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.tasklist.TasklistClient;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Completes a user task as a person would in Tasklist. */
@Command(
    name = "complete",
    description = {
      "Take a task and complete it as the given user.",
      "Example: ./steward complete 2251799813685300 --user owner --set decision=approve"
    })
final class CompleteCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(paramLabel = "TASK", description = "The task's number, as ./steward tasks shows it.")
  private String task;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A field of the form. The value is JSON, or plain text where it is not.")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Override
  public void run() {
    Map<String, Object> variables = new LinkedHashMap<>();
    fields.forEach((name, text) -> variables.put(name, value(text)));
    TasklistClient tasklist = connection.tasklist();
    TasklistCalls.of(
        () -> {
          tasklist.assign(task);
          tasklist.complete(task, variables);
          return task;
        });
    output.value(Map.of("task", task, "user", connection.user(), "variables", variables));
    output.line("Task " + task + " is completed by " + connection.user() + ".");
  }

  private static Object value(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
