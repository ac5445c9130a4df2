package io.steward.workers.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.charter.Charter;
import io.steward.evaluation.GateInputs;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.governance.LedgerEvent;
import io.steward.governance.SignedCharters;
import io.steward.proposal.Proposals;
import io.steward.workers.engine.TableAnswer;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code record-gate}: makes sure of what the evaluation gate decided and writes it down, with the
 * inputs, the rule that matched, and what is proposed for the way back.
 *
 * <p>Nothing is believed that a person could have changed in Operate. The charter must be the one
 * that the ledger's sign-off names, and the results must have been found with it: else there is an
 * incident. The inputs are taken from the results anew and the table is asked again; if the
 * diagram's answer is another one, the validator decides.
 *
 * <p>Safe to repeat: the ledger entries have idempotency keys of run, inputs and loop.
 */
@Component
public class RecordGate extends Step<RecordGate.Request, RecordGate.Response> {
  /** Type of the ledger entry. */
  public static final String DECIDED = "gate-decided";

  /** Type of the ledger entry where something was not what the evidence says. */
  public static final String REFUSED = "gate-refused";

  private static final String REVIEW = "review";
  private static final Set<String> BACK = Set.of("features", "data", "problem");

  private final ArtifactStore store;
  private final StepJournal journal;
  private final Ledger ledger;
  private final SignedCharters charters;
  private final GateReader gates;
  private final GateTable table;

  public RecordGate(
      ArtifactStore store,
      StepJournal journal,
      Ledger ledger,
      SignedCharters charters,
      GateReader gates,
      GateTable table) {
    super("record-gate", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.ledger = ledger;
    this.charters = charters;
    this.gates = gates;
    this.table = table;
  }

  /**
   * The decision, and the evidence that it must follow from.
   *
   * @param gate the inputs as the decision got them
   * @param gateResult what it decided: outcome and reason
   * @param proposalsDigest what earlier evaluations of the run proposed; null in the first
   */
  public record Request(
      RunId runId,
      JsonNode gate,
      Outcome gateResult,
      String riskTier,
      int loops,
      Digest charterDigest,
      Digest snapshotDigest,
      Digest splitDigest,
      Digest modelDigest,
      Digest selectionDigest,
      Digest evaluationDigest,
      Digest fairnessDigest,
      Digest segmentsDigest,
      Digest robustnessDigest,
      Digest explanationDigest,
      Digest comparisonDigest,
      @Nullable Digest proposalsDigest) {

    EvaluationRequest basis() {
      return new EvaluationRequest(
          runId, charterDigest, snapshotDigest, splitDigest, modelDigest, selectionDigest);
    }

    GateReader.Results results() {
      return new GateReader.Results(
          evaluationDigest,
          fairnessDigest,
          segmentsDigest,
          robustnessDigest,
          explanationDigest,
          comparisonDigest);
    }
  }

  /**
   * @param outcome pass, features, data, problem, review or reject
   */
  public record Outcome(String outcome, String reason) {}

  /**
   * What counts, which takes the place of what the diagram had.
   *
   * @param returnReason why the run goes back; "" if it passes
   * @param gateProposal what stands out, in words
   * @param gateDigest the digest of the gate's inputs with all that is proposed
   * @param proposalsDigest what later rounds use: a {@link Proposals}
   * @param proposals the rows of the forms' tables
   * @param charterNotes the reason and the proposals as comments for the head of a charter
   */
  public record Response(
      String evaluationOutcome,
      String returnReason,
      GateFacts gate,
      Outcome gateResult,
      String gateProposal,
      Digest gateDigest,
      Digest proposalsDigest,
      List<ProposalTexts.Line> proposals,
      String charterNotes) {}

  @Override
  public Response work(Request request, JobContext job) {
    Charter charter = charters.require(request.runId(), request.charterDigest(), jobType());
    requireOwnResults(request);
    GateInputs inputs = GateInputs.of(gates.read(charter, request.basis(), request.results()));
    GateFacts facts = GateFacts.of(inputs);
    Digest gate = store.put(Json.bytes(inputs), "application/json");
    String tier = table.riskTier(charter);
    String key =
        String.join(
            "-", "gate", request.runId().value(), Integer.toString(request.loops()), gate.hex());
    int loops = Math.max(request.loops(), waysBack(request.runId(), key));
    TableAnswer answer = table.gate(facts, tier, loops);
    Outcome decided =
        new Outcome(
            answer.output().path("outcome").asText(), answer.output().path("reason").asText());
    List<String> differences = GateDifferences.between(request, facts, tier, loops, decided);
    Outcome outcome = differences.isEmpty() ? decided : refused(request, key, decided, differences);
    Proposals proposals = proposals(request, inputs);
    Digest proposed = store.put(Json.bytes(proposals), "application/json");
    ledger.append(
        new LedgerEvent(
            DECIDED,
            request.runId(),
            GateTable.GATE,
            new GateEntry(charter, facts, tier, loops, gate, proposed, proposals, answer, outcome)
                .facts(request),
            key));
    String reason = reason(outcome, inputs.proposal());
    return new Response(
        outcome.outcome(),
        reason,
        facts,
        outcome,
        inputs.proposal(),
        gate,
        proposed,
        ProposalTexts.lines(proposals),
        ProposalTexts.notes(reason, proposals));
  }

  private void requireOwnResults(Request request) {
    List<String> foreign = gates.foreign(request.basis(), request.results());
    if (foreign.isEmpty()) {
      return;
    }
    String message =
        "The gate of "
            + request.runId()
            + " was given results that are not those of this evaluation under the signed charter: "
            + String.join("; ", foreign)
            + ". Have the evaluation done again: move the instance in Operate back to"
            + " 'check-charter' with the signed charter in charterDigest, or cancel the run.";
    refuse(request, "results-" + Json.digest(foreign).hex(), foreign, message);
    throw new EvidenceRefusedException(message);
  }

  /** How often this run's gates led back by themselves, this one not counted. */
  private int waysBack(RunId run, String key) {
    return (int)
        ledger.of(run).stream()
            .filter(entry -> entry.type().equals(DECIDED) && !key.equals(entry.idempotencyKey()))
            .map(LedgerEntry::facts)
            .filter(facts -> BACK.contains(String.valueOf(facts.get("outcome"))))
            .count();
  }

  private Outcome refused(Request request, String key, Outcome decided, List<String> differences) {
    String reason =
        "What the process decided by is not what the evidence says: "
            + String.join("; ", differences)
            + ". A variable was changed by hand, or the table was deployed anew during the run. On"
            + " the evidence the table says: "
            + decided.outcome()
            + ". A person decides.";
    refuse(request, key, differences, reason);
    return new Outcome(REVIEW, reason);
  }

  private void refuse(Request request, String key, List<String> differences, String reason) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("charter", request.charterDigest().toString());
    facts.put("loops", request.loops());
    facts.put("differences", differences);
    facts.put("reason", reason);
    ledger.append(
        new LedgerEvent(
            REFUSED, request.runId(), GateTable.GATE, facts, "refused-" + request.runId() + key));
  }

  private Proposals proposals(Request request, GateInputs inputs) {
    Proposals now = new Proposals(request.loops(), request.snapshotDigest(), inputs.proposals());
    Digest earlier = request.proposalsDigest();
    return earlier == null ? now : now.after(journal.read(earlier, Proposals.class));
  }

  private static String reason(Outcome outcome, String proposal) {
    return outcome.outcome().equals("pass") ? "" : outcome.reason() + " " + proposal;
  }
}
