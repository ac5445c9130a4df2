package io.steward.workers.governance;

import io.steward.governance.Approval;
import io.steward.governance.ApprovalCheck;
import io.steward.governance.Person;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a decision that somebody made in Tasklist counts. Tasklist itself enforces no roles. */
final class DecisionRules {
  private DecisionRules() {}

  /**
   * What was decided.
   *
   * @param rule what can be decided at the user task
   * @param person who completed the task; null if Tasklist does not say
   * @param roles the roles that may decide here; for an approval exactly the one that was asked
   * @param requestedBy who started the run
   * @param earlier what was decided about the same dossier before; empty where nothing is approved
   */
  record Attempt(
      UserTaskRule rule,
      @Nullable Person person,
      Set<String> roles,
      @Nullable String decision,
      @Nullable String comment,
      String requestedBy,
      List<Approval> earlier) {}

  /**
   * Whether it counts.
   *
   * @param notice why not, for the person at the form; "" if it counts
   * @param role the role in which it was decided; "" if it does not count
   * @param decision in lower case without white space around it
   */
  record Verdict(boolean accepted, String notice, String role, String decision) {}

  static Verdict judge(Attempt attempt) {
    String decision =
        attempt.decision() == null ? "" : attempt.decision().strip().toLowerCase(Locale.ROOT);
    return objection(attempt, decision)
        .map(notice -> new Verdict(false, notice, "", decision))
        .orElseGet(() -> new Verdict(true, "", role(attempt), decision));
  }

  private static Optional<String> objection(Attempt attempt, String decision) {
    Person person = attempt.person();
    if (person == null) {
      return Optional.of(
          "Tasklist does not say who completed this task. Assign it to yourself first.");
    }
    if (!person.holdsAnyOf(attempt.roles())) {
      return Optional.of(
          person.user()
              + " may not decide here: the role "
              + String.join(" or ", attempt.roles().stream().sorted().toList())
              + " is needed. The attempt was recorded.");
    }
    if (attempt.rule().needsFourEyes()
        && person.user().strip().equalsIgnoreCase(attempt.requestedBy().strip())) {
      return Optional.of(
          person.user()
              + " started this run and so must not decide here (four-eyes rule); somebody else"
              + " must. The attempt was recorded.");
    }
    if (attempt.rule().userTask().equals(UserTaskRule.APPROVE_MODEL)) {
      Optional<String> denial =
          ApprovalCheck.denial(person, role(attempt), attempt.requestedBy(), attempt.earlier());
      if (denial.isPresent()) {
        return denial;
      }
    }
    if (!attempt.rule().decisions().contains(decision)) {
      return Optional.of(
          (decision.isEmpty() ? "No decision was given" : "'" + decision + "' is no decision here")
              + ". Choose one of "
              + String.join(", ", attempt.rule().decisions())
              + ".");
    }
    boolean hasComment = attempt.comment() != null && !attempt.comment().isBlank();
    if (attempt.rule().reasoned().contains(decision) && !hasComment) {
      return Optional.of(
          "The decision '" + decision + "' needs a comment that says why. Decide again with one.");
    }
    return Optional.empty();
  }

  private static String role(Attempt attempt) {
    Person person = attempt.person();
    return attempt.roles().stream()
        .sorted()
        .filter(role -> person != null && person.roles().contains(role))
        .findFirst()
        .orElse("");
  }
}
