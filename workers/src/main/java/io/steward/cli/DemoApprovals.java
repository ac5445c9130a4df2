package io.steward.cli;

import io.steward.tasklist.TaskQuery;
import io.steward.tasklist.TasklistClient;
import io.steward.tasklist.UserTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does, through Tasklist's own interface, what the demo's people would do in the browser: takes the
 * task that is meant for them, looks at it, and decides. It only ever agrees; a task that says
 * something is wrong is left for a person.
 */
final class DemoApprovals {
  private static final Map<String, String> PERSON_OF_ROLE =
      Map.of(
          "business-owner", "owner",
          "ml-engineer", "engineer",
          "data-steward", "steward",
          "validator", "validator");

  /** The tasks that the demo answers, with the answer that lets the run go on. */
  private static final Map<String, Answer> ANSWERS =
      Map.of(
          "sign-off-problem",
          new Answer("approve", "The problem and the success criteria are what we agreed on."),
          "review-data",
          new Answer("accept", "The findings are known and acceptable for this demo."),
          "review-evaluation",
          new Answer("pass", "The findings are explained in the report and acceptable."),
          "approve-model",
          new Answer("approve", "The evidence in the dossier supports the release."),
          "resolve-deployment",
          new Answer("retry", "The machine may have been busy with other work; once more."));

  /** Findings of these severities are told: they forbid going on, or are accepted here. */
  private static final Set<String> TOLD = Set.of("blocking", "review");

  /** So often is a failed deployment tried again before it is left to a person. */
  private static final int DEPLOYMENT_RETRIES = 2;

  private final Connection connection;
  private final Output output;
  private final Map<String, TasklistClient> sessions = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private int deploymentRetries;

  DemoApprovals(Connection connection, Output output) {
    this.connection = connection;
    this.output = output;
  }

  /**
   * Completes the tasks of a run that are open now.
   *
   * @throws CliFailure if a task asks for a person's own judgement, for example a charter to revise
   */
  void answer(String run) {
    for (UserTask task : open(run)) {
      if (seen.add(task.id())) {
        complete(task);
      }
    }
  }

  /** Tells which tasks of a run wait for a person, each once. */
  void announce(String run) {
    for (UserTask task : open(run)) {
      if (seen.add(task.id())) {
        output.line(
            "  waiting   "
                + task.name()
                + " — log in to Tasklist as "
                + person(task).orElse("a person with the role")
                + " ("
                + String.join(", ", task.groups())
                + ")");
      }
    }
  }

  private Iterable<UserTask> open(String run) {
    return TasklistCalls.of(
        () ->
            sessions
                .computeIfAbsent("demo", connection::tasklistAs)
                .search(TaskQuery.openWith("runId", run)));
  }

  private void complete(UserTask task) {
    Answer answer = ANSWERS.get(task.taskDefinitionId());
    String person = person(task).orElse("");
    if (answer == null || person.isEmpty() || needsJudgement(task)) {
      throw CliFailure.failed(
          "The run waits for a person at '"
              + task.name()
              + "' ("
              + String.join(", ", task.groups())
              + "). Open Tasklist at "
              + connection.tasklistAddress()
              + "tasklist and decide there.");
    }
    TasklistClient session = sessions.computeIfAbsent(person, connection::tasklistAs);
    TasklistCalls.of(
        () -> {
          session.assign(task.id());
          session.complete(
              task.id(), Map.of("decision", answer.decision(), "comment", answer.comment()));
          return task;
        });
    output.line(
        "  decision  "
            + task.name()
            + ": "
            + person
            + " → "
            + answer.decision()
            + " ("
            + answer.comment()
            + ")");
  }

  /** Whether the task says that something is wrong which agreeing would not mend. */
  private boolean needsJudgement(UserTask task) {
    if (task.taskDefinitionId().equals("resolve-deployment")) {
      return ++deploymentRetries > DEPLOYMENT_RETRIES;
    }
    if (!task.taskDefinitionId().equals("review-data")) {
      return false;
    }
    Map<String, Object> shown =
        TasklistCalls.of(() -> connection.tasklistAs("demo").variables(task.id()));
    Object error = shown.get("dataError");
    if (error != null && !error.toString().isEmpty()) {
      output.line("  problem   " + error);
      return true;
    }
    tellFindings(shown.get("dataFindings"));
    return shown.get("blockingFindings") instanceof Number blocking && blocking.intValue() > 0;
  }

  /** Agreeing accepts these, so whoever looks on must see them. */
  private void tellFindings(@Nullable Object findings) {
    if (findings instanceof List<?> rows) {
      for (Object row : rows) {
        if (row instanceof Map<?, ?> finding && TOLD.contains(finding.get("severity"))) {
          output.line("  finding   " + finding.get("message"));
        }
      }
    }
  }

  private static Optional<String> person(UserTask task) {
    return task.groups().stream()
        .filter(PERSON_OF_ROLE::containsKey)
        .findFirst()
        .map(PERSON_OF_ROLE::get);
  }

  private record Answer(String decision, String comment) {}
}
