package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.governance.ApprovalOutcome.Approved;
import io.steward.governance.ApprovalOutcome.ChangesRequested;
import io.steward.governance.ApprovalOutcome.NotValid;
import io.steward.governance.ApprovalOutcome.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules of the review. Four eyes: who asked for the run does not approve it, and nobody
 * approves in two roles. Closed by default: without an approval of every required role, of exactly
 * the dossier that is there now, nothing is approved.
 */
public final class ApprovalCheck {
  private ApprovalCheck() {}

  /**
   * Whether a person may decide in a role now; asked when the decision arrives, so that a denied
   * attempt is answered at once.
   *
   * @param requestedBy who started the run
   * @param earlier what was decided about the same dossier before
   * @return why not, in one sentence; empty if the person may
   */
  public static Optional<String> denial(
      Person person, String role, String requestedBy, List<Approval> earlier) {
    if (!person.roles().contains(role)) {
      return Optional.of(
          "%s does not hold the role %s; somebody who does must decide."
              .formatted(person.user(), role));
    }
    if (isSame(person.user(), requestedBy)) {
      return Optional.of(
          "%s started this run and so must not approve its model (four-eyes rule); somebody else"
                  .formatted(person.user())
              + " must decide.");
    }
    for (Approval approval : earlier) {
      if (isSame(approval.user(), person.user()) && !approval.role().equals(role)) {
        return Optional.of(
            "%s has decided as %s already and cannot decide as %s too; somebody else must decide."
                .formatted(person.user(), approval.role(), role));
      }
    }
    return Optional.empty();
  }

  /**
   * What follows from the decisions.
   *
   * @param requestedBy who started the run
   * @param dossier the digest of the dossier as it is now
   * @param requiredRoles the roles that must approve; must not be empty
   * @param approvals what was decided; one a role
   */
  public static ApprovalOutcome check(
      String requestedBy, Digest dossier, List<String> requiredRoles, List<Approval> approvals) {
    Optional<ApprovalOutcome> objection = objection(approvals);
    if (objection.isPresent()) {
      return objection.get();
    }
    List<String> violations = new ArrayList<>();
    if (requiredRoles.isEmpty()) {
      violations.add("No role was asked to approve, and a model needs at least one approval.");
    }
    Map<String, String> roleOf = new HashMap<>();
    for (Approval approval : approvals) {
      if (!approval.decision().equals(Approval.APPROVE)) {
        violations.add(
            "The decision '%s' of %s is none of approve, changes, reject."
                .formatted(approval.decision(), approval.user()));
      }
      if (isSame(approval.user(), requestedBy)) {
        violations.add(
            "%s started this run and so must not approve its model (four-eyes rule)."
                .formatted(approval.user()));
      }
      if (!approval.dossierDigest().equals(dossier)) {
        violations.add(
            "%s approved the dossier %s, but the dossier is %s now."
                .formatted(
                    approval.user(), approval.dossierDigest().shortForm(), dossier.shortForm()));
      }
      String other = roleOf.putIfAbsent(normal(approval.user()), approval.role());
      if (other != null && !other.equals(approval.role())) {
        violations.add(
            "%s approved as %s and as %s; these must be two people."
                .formatted(approval.user(), other, approval.role()));
      }
    }
    for (String role : requiredRoles) {
      if (approvals.stream().noneMatch(approval -> approval.role().equals(role))) {
        violations.add("The approval of the role %s is missing.".formatted(role));
      }
    }
    return violations.isEmpty() ? new Approved() : new NotValid(violations);
  }

  private static Optional<ApprovalOutcome> objection(List<Approval> approvals) {
    String rejections = voices(approvals, Approval.REJECT);
    if (!rejections.isEmpty()) {
      return Optional.of(new Rejected("Rejected by " + rejections));
    }
    String changes = voices(approvals, Approval.CHANGES);
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChangesRequested("Changes requested by " + changes));
  }

  private static String voices(List<Approval> approvals, String decision) {
    return approvals.stream()
        .filter(approval -> approval.decision().equals(decision))
        .map(a -> "%s (%s): %s".formatted(a.user(), a.role(), a.comment()))
        .collect(Collectors.joining("; "));
  }

  private static boolean isSame(String one, String other) {
    return normal(one).equals(normal(other));
  }

  private static String normal(String user) {
    return user.strip().toLowerCase(java.util.Locale.ROOT);
  }
}
