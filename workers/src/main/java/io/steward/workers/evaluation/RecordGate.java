package io.steward.workers.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
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
 * {@code record-gate}: writes down what the evaluation gate decided, on which inputs.
 *
 * <p>Safe to repeat: the ledger entry has an idempotency key of run, inputs and loop.
 */
@Component
public class RecordGate extends Step<RecordGate.Request, RecordGate.Response> {
  /** Type of the ledger entry. */
  public static final String DECIDED = "gate-decided";

  private final Ledger ledger;

  public RecordGate(Ledger ledger) {
    super("record-gate", Request.class, Response.class);
    this.ledger = ledger;
  }

  /**
   * @param gate the inputs as the decision got them
   * @param gateResult what it decided: outcome and reason
   * @param gateProposal what to do on the way back
   */
  public record Request(
      RunId runId,
      JsonNode gate,
      Outcome gateResult,
      String riskTier,
      int loops,
      Digest gateDigest,
      @Nullable String gateProposal) {}

  /**
   * @param outcome pass, features, data, problem, review or reject
   */
  public record Outcome(String outcome, String reason) {}

  /**
   * @param returnReason why the run goes back; "" if it does not
   */
  public record Response(String evaluationOutcome, String returnReason) {}

  @Override
  public Response work(Request request, JobContext job) {
    Outcome outcome = request.gateResult();
    Map<String, Object> facts = new TreeMap<>();
    facts.put("decision", "evaluation-gate");
    facts.put("inputs", Json.read(Json.bytes(request.gate()), Map.class));
    facts.put("riskTier", request.riskTier());
    facts.put("loops", request.loops());
    facts.put("gate", request.gateDigest().toString());
    facts.put("outcome", outcome.outcome());
    facts.put("reason", outcome.reason());
    ledger.append(
        new LedgerEvent(
            DECIDED,
            request.runId(),
            "evaluation-gate",
            facts,
            String.join(
                "-",
                "gate",
                request.runId().value(),
                Integer.toString(request.loops()),
                request.gateDigest().hex())));
    return new Response(outcome.outcome(), reason(outcome, request.gateProposal()));
  }

  private static String reason(Outcome outcome, @Nullable String proposal) {
    if (outcome.outcome().equals("pass")) {
      return "";
    }
    return proposal == null || proposal.isBlank()
        ? outcome.reason()
        : outcome.reason() + " " + proposal;
  }
}
