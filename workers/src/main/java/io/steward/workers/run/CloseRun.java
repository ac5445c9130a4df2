package io.steward.workers.run;

import io.steward.artifact.RunId;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.governance.RunEnd;
import io.steward.governance.Runs;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code close-run}: writes down how a run ended, and seals the ledger up to there.
 *
 * <p>Safe to repeat: the end of a run is written once, the ledger entry has an idempotency key, and
 * a checkpoint at the same head is not written twice.
 */
@Component
public class CloseRun extends Step<CloseRun.Request, CloseRun.Response> {
  private final Runs runs;
  private final Ledger ledger;
  private final Clock clock;

  public CloseRun(Runs runs, Ledger ledger, Clock clock) {
    super("close-run", Request.class, Response.class);
    this.runs = runs;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * @param outcome live, rejected, not-an-ml-problem or cancelled
   * @param returnReason why, in words
   * @param cancelledBy who cancelled the run, if somebody did
   */
  public record Request(
      RunId runId, String outcome, @Nullable String returnReason, @Nullable String cancelledBy) {}

  /** How the run ended. */
  public record Response(String outcome) {}

  @Override
  public Response work(Request request, JobContext job) {
    String reason = request.returnReason() == null ? "" : request.returnReason();
    RunEnd end =
        runs.close(new RunEnd(request.runId(), request.outcome(), reason, clock.instant()));
    ledger.append(
        new LedgerEvent(
            "run-closed",
            request.runId(),
            request.cancelledBy() == null ? "process" : request.cancelledBy(),
            Map.of("outcome", end.outcome(), "reason", end.reason()),
            "run-closed-" + request.runId()));
    ledger.checkpoint();
    return new Response(end.outcome());
  }
}
