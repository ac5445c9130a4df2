package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.Approval;
import io.steward.governance.ApprovalCheck;
import io.steward.governance.ApprovalOutcome;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.governance.Runs;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * {@code check-approvals}: what follows from the approvals. Only the ledger is asked who approved
 * what; process variables could have been changed by hand.
 *
 * <p>Safe to repeat: the ledger entry has an idempotency key of the approvals that were counted.
 */
@Component
public class CheckApprovals extends Step<CheckApprovals.Request, CheckApprovals.Response> {
  /** Type of the entry that says whether the approvals are valid. */
  public static final String CHECKED = "approvals-checked";

  private final Ledger ledger;
  private final Runs runs;
  private final Decisions decisions;

  public CheckApprovals(Ledger ledger, Runs runs, Decisions decisions) {
    super("check-approvals", Request.class, Response.class);
    this.ledger = ledger;
    this.runs = runs;
    this.decisions = decisions;
  }

  /**
   * @param approvalRoles the roles that the decision {@code approval-policy} asks for
   */
  public record Request(RunId runId, Digest dossierDigest, List<String> approvalRoles) {}

  /**
   * @param governanceOutcome approved, changes or rejected
   * @param approvalNotice why, for people; may be empty
   * @param returnReason the same, for the stage that the run goes back to
   */
  public record Response(String governanceOutcome, String approvalNotice, String returnReason) {}

  @Override
  public Response work(Request request, JobContext job) {
    List<Approval> approvals = decisions.approvals(request.runId(), request.dossierDigest());
    ApprovalOutcome outcome =
        ApprovalCheck.check(
            runs.get(request.runId())
                .map(run -> run.begin().requestedBy())
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "It is not on record who started " + request.runId() + ".")),
            request.dossierDigest(),
            request.approvalRoles(),
            approvals);
    Map<String, Object> facts = new TreeMap<>();
    facts.put("dossier", request.dossierDigest().toString());
    facts.put("roles", request.approvalRoles());
    facts.put("approvals", approvals.stream().map(a -> a.role() + " = " + a.user()).toList());
    facts.put("outcome", outcome.outcome());
    facts.put("notice", outcome.notice());
    ledger.append(
        new LedgerEvent(
            CHECKED,
            request.runId(),
            "process",
            facts,
            String.join(
                "-",
                CHECKED,
                request.runId().value(),
                request.dossierDigest().hex(),
                Long.toString(job.jobKey()))));
    return new Response(outcome.outcome(), outcome.notice(), outcome.notice());
  }
}
