package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.SignedCharters;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import org.springframework.stereotype.Component;

/**
 * {@code check-charter}: whether the charter that the evaluation is about to judge by is the one
 * that was signed, before the holdout is opened for it. Looked up in the ledger: a process variable
 * can be changed by hand. If it is not, there is an incident that says what differs.
 *
 * <p>Safe to repeat: it only looks; a refusal is written once.
 */
@Component
public class CheckCharter extends Step<CheckCharter.Request, CheckCharter.Response> {
  private final SignedCharters charters;

  public CheckCharter(SignedCharters charters) {
    super("check-charter", Request.class, Response.class);
    this.charters = charters;
  }

  /** What the evaluation was given. */
  public record Request(RunId runId, Digest charterDigest) {}

  /** The digest that the sign-off names. */
  public record Response(Digest signedCharterDigest) {}

  @Override
  public Response work(Request request, JobContext job) {
    charters.require(request.runId(), request.charterDigest(), jobType());
    return new Response(request.charterDigest());
  }
}
