package io.steward.process;

import io.steward.tasklist.UserTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who answers for a role, and people who agree to everything they are asked. */
final class People {
  private static final Map<String, String> PERSON =
      Map.of(
          "business-owner", "owner",
          "ml-engineer", "engineer",
          "data-steward", "steward",
          "validator", "validator");

  /** The decisions with which a run goes on. */
  private static final Map<String, String> AGREEMENT =
      Map.of(
          "sign-off-problem", "approve",
          "revise-charter", "submit",
          "review-data", "accept",
          "review-evaluation", "pass",
          "approve-model", "approve",
          "resolve-deployment", "retry");

  private People() {}

  /** Answers every task until the run has ended; returns its outcome. */
  static String agreeToTheEnd(RunDriver run) {
    List<String> awaited = List.copyOf(AGREEMENT.keySet());
    for (@Nullable UserTask next = run.awaitAnyTaskOrEnd(awaited);
        next != null;
        next = run.awaitAnyTaskOrEnd(awaited)) {
      agree(run, next);
    }
    return run.awaitOutcome();
  }

  /** Answers every task until one of this kind is open; returns that one. */
  static UserTask agreeUntil(RunDriver run, String userTask) {
    List<String> awaited = new ArrayList<>(AGREEMENT.keySet());
    awaited.add(userTask);
    while (true) {
      UserTask next = run.awaitAnyTask(awaited);
      if (next.taskDefinitionId().equals(userTask)) {
        return next;
      }
      agree(run, next);
    }
  }

  /** Completes a task in the way that lets the run go on. */
  static void agree(RunDriver run, UserTask task) {
    String decision = AGREEMENT.get(task.taskDefinitionId());
    if (decision == null) {
      throw new AssertionError("Nobody here answers " + task);
    }
    run.complete(task, person(task), Map.of("decision", decision, "comment", "Looks right."));
  }

  /** Who answers a task: the demo user with its first role. */
  static String person(UserTask task) {
    return task.groups().stream()
        .filter(PERSON::containsKey)
        .findFirst()
        .map(PERSON::get)
        .orElse("demo");
  }
}
