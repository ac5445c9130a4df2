package io.steward.workers.governance;

import io.steward.governance.SignedCharters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be decided at a user task. Kept in step with the forms by a test.
 *
 * @param userTask the id of the user task in the diagrams
 * @param free decisions that let the run go on as it is: they need no comment
 * @param reasoned decisions that need a comment, because somebody else has to understand them
 */
public record UserTaskRule(String userTask, Set<String> free, Set<String> reasoned) {
  /** The user task at which people approve a model, each in one role. */
  public static final String APPROVE_MODEL = "approve-model";

  private static final Set<String> FOUR_EYES =
      Set.of(SignedCharters.SIGN_OFF, "review-evaluation", APPROVE_MODEL);

  private static final Map<String, UserTaskRule> ALL = new TreeMap<>();

  static {
    add(SignedCharters.SIGN_OFF, Set.of("approve"), Set.of("changes", "reject"));
    add("revise-charter", Set.of("submit"), Set.of("withdraw"));
    add("review-data", Set.of(), Set.of("accept", "drop", "collect-again", "redefine", "abandon"));
    add("extend-budget", Set.of(), Set.of("extend", "stop"));
    add("resolve-preparation", Set.of("retry"), Set.of("collect-again", "abandon"));
    add("resolve-training", Set.of("retry"), Set.of("features", "abandon"));
    add("review-evaluation", Set.of("pass"), Set.of("features", "data", "problem", "reject"));
    add(APPROVE_MODEL, Set.of("approve"), Set.of("changes", "reject"));
    add("resolve-deployment", Set.of("retry"), Set.of("retrain", "reject"));
    add("review-alert", Set.of(), Set.of("dismiss", "rollback", "retrain"));
  }

  private static void add(String userTask, Set<String> free, Set<String> reasoned) {
    ALL.put(userTask, new UserTaskRule(userTask, free, reasoned));
  }

  /** The rule of a user task, or nothing if there is no such task. */
  public static Optional<UserTaskRule> of(String userTask) {
    return Optional.ofNullable(ALL.get(userTask));
  }

  /** All user tasks with a decision. */
  public static Set<String> userTasks() {
    return new TreeSet<>(ALL.keySet());
  }

  /** Whether who started the run must not decide here (four eyes). */
  public boolean needsFourEyes() {
    return FOUR_EYES.contains(userTask);
  }

  /** Everything that can be decided here. */
  public Set<String> decisions() {
    Set<String> all = new TreeSet<>(free);
    all.addAll(reasoned);
    return all;
  }
}
