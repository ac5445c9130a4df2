package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code record-readiness}: writes down what the decision table said of the data, on which inputs.
 *
 * <p>Safe to repeat: the ledger entry has an idempotency key of run and inputs.
 */
@Component
public class RecordReadiness extends Step<RecordReadiness.Request, RecordReadiness.Response> {
  /** Type of the ledger entry. */
  public static final String DECIDED = "readiness-decided";

  private final Ledger ledger;

  public RecordReadiness(Ledger ledger) {
    super("record-readiness", Request.class, Response.class);
    this.ledger = ledger;
  }

  /** The inputs of the decision, what they were taken from, and what was decided. */
  public record Request(
      RunId runId,
      Readiness readiness,
      int blockingFindings,
      int reviewFindings,
      int warningFindings,
      String learnability,
      Digest contractDigest,
      @Nullable Digest learnabilityDigest) {}

  /**
   * @param outcome ready, review or redefine
   */
  public record Readiness(String outcome, String reason) {}

  /** What was decided. */
  public record Response(String dataReadiness) {}

  @Override
  public Response work(Request request, JobContext job) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("decision", "data-readiness");
    facts.put("blockingFindings", request.blockingFindings());
    facts.put("reviewFindings", request.reviewFindings());
    facts.put("warningFindings", request.warningFindings());
    facts.put("learnability", request.learnability());
    facts.put("findings", request.contractDigest().toString());
    Digest learnability = request.learnabilityDigest();
    facts.put("learnabilityReport", learnability == null ? "" : learnability.toString());
    facts.put("outcome", request.readiness().outcome());
    facts.put("reason", request.readiness().reason());
    ledger.append(
        new LedgerEvent(
            DECIDED,
            request.runId(),
            "data-readiness",
            facts,
            String.join(
                "-",
                "readiness",
                request.runId().value(),
                request.contractDigest().hex(),
                learnability == null ? "none" : learnability.hex())));
    return new Response(request.readiness().outcome());
  }
}
