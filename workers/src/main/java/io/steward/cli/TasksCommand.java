package io.steward.cli;

import io.steward.tasklist.TaskQuery;
import io.steward.tasklist.UserTask;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the open user tasks. */
@Command(name = "tasks", description = "List the tasks that wait for a person.")
final class TasksCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Override
  public void run() {
    List<UserTask> tasks = TasklistCalls.of(() -> connection.tasklist().search(TaskQuery.open()));
    output.value(tasks);
    if (tasks.isEmpty()) {
      output.line("No task waits for a person.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TASK", "WHAT", "FOR", "TAKEN BY", "SINCE"));
    for (UserTask task : tasks) {
      rows.add(
          List.of(
              task.id(),
              task.name(),
              String.join(", ", task.groups()),
              task.assignee() == null ? "-" : task.assignee(),
              task.creationDate()));
    }
    output.table(rows);
  }
}
