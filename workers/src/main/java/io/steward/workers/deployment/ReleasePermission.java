package io.steward.workers.deployment;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.ApprovalCheck;
import io.steward.governance.ApprovalOutcome;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.governance.Runs;
import io.steward.workers.governance.CheckApprovals;
import io.steward.workers.governance.Decisions;
import io.steward.workers.job.BusinessFault;
import io.steward.workers.job.ErrorCode;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Whether a dossier may be released. Asks the ledger only, and judges the approvals in it once
 * more, so that neither a changed variable nor a changed diagram can release what nobody approved.
 */
@Component
public class ReleasePermission {
  private final Ledger ledger;
  private final Runs runs;
  private final Decisions decisions;

  public ReleasePermission(Ledger ledger, Runs runs, Decisions decisions) {
    this.ledger = ledger;
    this.runs = runs;
    this.decisions = decisions;
  }

  /**
   * Returns if the release is permitted.
   *
   * @throws BusinessFault NOT_APPROVED, with what is missing
   */
  public void require(RunId run, Digest dossier) {
    List<String> roles = requiredRoles(run, dossier);
    String requestedBy = runs.get(run).map(found -> found.begin().requestedBy()).orElse("");
    if (roles.isEmpty() || requestedBy.isBlank()) {
      throw denied(run, dossier, "The approvals of this dossier were never checked.");
    }
    ApprovalOutcome outcome =
        ApprovalCheck.check(requestedBy, dossier, roles, decisions.approvals(run, dossier));
    if (!(outcome instanceof ApprovalOutcome.Approved)) {
      throw denied(run, dossier, outcome.notice());
    }
  }

  /** The roles of the latest check of this dossier that ended with approval. */
  private List<String> requiredRoles(RunId run, Digest dossier) {
    List<String> roles = List.of();
    for (LedgerEntry entry : ledger.of(run)) {
      if (entry.type().equals(CheckApprovals.CHECKED)
          && dossier.toString().equals(entry.facts().get("dossier"))) {
        boolean isApproved =
            "approved".equals(entry.facts().get("outcome"))
                && entry.facts().get("roles") instanceof List<?>;
        roles =
            isApproved
                ? ((List<?>) entry.facts().getOrDefault("roles", List.of()))
                    .stream().map(String::valueOf).toList()
                : List.of();
      }
    }
    return roles;
  }

  private static BusinessFault denied(RunId run, Digest dossier, String why) {
    return new BusinessFault(
        ErrorCode.NOT_APPROVED,
        "The ledger holds no valid approval of the dossier "
            + dossier.shortForm()
            + " of "
            + run
            + ", so nothing is released. "
            + why
            + " Send the model through the governance review again.");
  }
}
