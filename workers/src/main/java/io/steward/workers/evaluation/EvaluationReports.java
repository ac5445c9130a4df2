package io.steward.workers.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.charter.Charter;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.SegmentReport;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.Evidence;
import io.steward.evaluation.report.GateAnswer;
import io.steward.governance.HoldoutLog;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.workers.governance.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Composes the report of an evaluation from what its steps left in the store and the ledger. Which
 * results belong together is told by what they were computed from, not by when, so that a round
 * that is under way is never mixed with the one before.
 */
@Component
public class EvaluationReports {
  private static final String HOLDOUT = "evaluate-holdout";
  private static final String COMPARISON = "compare-with-champion";

  private final ArtifactStore store;
  private final StepJournal journal;
  private final Ledger ledger;

  public EvaluationReports(ArtifactStore store, StepJournal journal, Ledger ledger) {
    this.store = store;
    this.journal = journal;
    this.ledger = ledger;
  }

  /**
   * The results of the steps of one evaluation, by digest.
   *
   * @param fairness null where the step has not been done yet; likewise the others
   */
  public record Parts(
      Digest holdout,
      @Nullable Digest fairness,
      @Nullable Digest segments,
      @Nullable Digest robustness,
      @Nullable Digest explanation,
      @Nullable Digest comparison) {}

  /** The report of the latest evaluation of a run; nothing before its holdout was evaluated. */
  public Optional<EvaluationReport> latest(RunId run) {
    List<LedgerEntry> entries = ledger.of(run);
    String basis =
        entries.stream()
            .filter(entry -> entry.type().equals(HoldoutLog.OPENED))
            .map(entry -> entry.fact("basis"))
            .reduce("", (_, last) -> last);
    List<StepRecord> steps =
        journal.of(run).stream().filter(step -> basis.equals(basis(step).toString())).toList();
    return steps.stream()
        .filter(step -> step.step().equals(HOLDOUT))
        .findFirst()
        .map(
            step ->
                compose(
                    request(run, step.inputs()),
                    new Parts(
                        step.result(),
                        result(steps, "assess-fairness"),
                        result(steps, "assess-segments"),
                        result(steps, "assess-robustness"),
                        result(steps, "explain-model"),
                        result(steps, COMPARISON)),
                    entries));
  }

  /** The report of one evaluation. */
  public EvaluationReport of(EvaluationRequest request, Parts parts) {
    return compose(request, parts, ledger.of(request.runId()));
  }

  /** Keeps a report in the store: its digest is what a dossier names. */
  public Digest keep(EvaluationReport report) {
    return store.put(Json.bytes(report), "application/json");
  }

  private EvaluationReport compose(
      EvaluationRequest request, Parts parts, List<LedgerEntry> entries) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    String basis = Json.digest(request.inputs()).toString();
    LedgerEntry opened =
        entries.stream()
            .filter(entry -> entry.type().equals(HoldoutLog.OPENED))
            .filter(entry -> basis.equals(entry.fact("basis")))
            .findFirst()
            .orElse(null);
    GateAnswer gate = parts.comparison() == null ? null : gate(entries, opened);
    return EvaluationReport.of(
        request.runId(),
        charter,
        new EvaluationReport.Results(
            journal.read(parts.holdout(), HoldoutEvaluation.class),
            read(parts.fairness(), FairnessReport.class),
            read(parts.segments(), SegmentReport.class),
            read(parts.robustness(), RobustnessReport.class),
            read(parts.explanation(), ExplanationReport.class),
            read(parts.comparison(), ChampionComparison.class)),
        opened != null && opened.facts().get("opening") instanceof Number number
            ? number.intValue()
            : 1,
        gate,
        evidence(request, parts, gate));
  }

  /** What the gate decided after this opening of the holdout, before the next one. */
  private @Nullable GateAnswer gate(List<LedgerEntry> entries, @Nullable LedgerEntry opened) {
    LedgerEntry decided = null;
    boolean after = opened == null;
    for (LedgerEntry entry : entries) {
      if (entry.type().equals(HoldoutLog.OPENED)) {
        after = entry.equals(opened);
      } else if (after && entry.type().equals(RecordGate.DECIDED)) {
        decided = entry;
      }
    }
    if (decided == null) {
      return null;
    }
    Digest inputs = Digest.parse(decided.fact("gate"));
    List<GateAnswer.Judgement> judgements =
        entries.stream()
            .filter(entry -> entry.type().equals(Decisions.DECIDED))
            .filter(entry -> inputs.toString().equals(entry.fact("subject")))
            .map(
                entry ->
                    new GateAnswer.Judgement(
                        entry.actor(), entry.fact("decision"), entry.fact("comment")))
            .toList();
    return new GateAnswer(
        decided.fact("outcome"),
        decided.fact("reason"),
        rule(decided),
        Json.read(store.get(inputs), JsonNode.class).path("proposal").asText(""),
        decided.fact("riskTier"),
        decided.facts().get("loops") instanceof Number loops ? loops.intValue() : 0,
        inputs,
        judgements);
  }

  /** Which rule matched, where the entry says so: entries of earlier versions do not. */
  private static String rule(LedgerEntry decided) {
    String version = decided.fact("version");
    String number = decided.fact("ruleNumber");
    return version.isEmpty() || number.isEmpty()
        ? ""
        : "%s, version %s, rule %s".formatted(decided.fact("decision"), version, number);
  }

  private static List<Evidence> evidence(
      EvaluationRequest request, Parts parts, @Nullable GateAnswer gate) {
    List<Evidence> evidence = new ArrayList<>();
    add(evidence, "Signed charter", request.charterDigest());
    add(evidence, "Snapshot of the data", request.snapshotDigest());
    add(evidence, "Split and sealed holdout", request.splitDigest());
    add(evidence, "Model", request.modelDigest());
    add(evidence, "Selection of the model", request.selectionDigest());
    add(evidence, "Holdout evaluation", parts.holdout());
    add(evidence, "Fairness", parts.fairness());
    add(evidence, "Segments", parts.segments());
    add(evidence, "Robustness", parts.robustness());
    add(evidence, "Explanation", parts.explanation());
    add(evidence, "Comparison with the live model", parts.comparison());
    add(evidence, "What the gate decided on", gate == null ? null : gate.inputs());
    return evidence;
  }

  private static void add(List<Evidence> evidence, String name, @Nullable Digest digest) {
    if (digest != null) {
      evidence.add(new Evidence(name, digest));
    }
  }

  private <T> @Nullable T read(@Nullable Digest digest, Class<T> type) {
    return digest == null ? null : journal.read(digest, type);
  }

  private static @Nullable Digest result(List<StepRecord> steps, String name) {
    return steps.stream()
        .filter(step -> step.step().equals(name))
        .map(StepRecord::result)
        .reduce((_, last) -> last)
        .orElse(null);
  }

  /** What a step looked at; the comparison looks at the live model besides. */
  private static Digest basis(StepRecord step) {
    if (step.step().equals(COMPARISON) && step.inputs() instanceof ObjectNode inputs) {
      return Json.digest(inputs.deepCopy().without("champion"));
    }
    return Json.digest(step.inputs());
  }

  private static EvaluationRequest request(RunId run, JsonNode inputs) {
    return new EvaluationRequest(
        run,
        digest(inputs, "charter"),
        digest(inputs, "snapshot"),
        digest(inputs, "split"),
        digest(inputs, "model"),
        digest(inputs, "selection"));
  }

  private static Digest digest(JsonNode inputs, String name) {
    return Digest.parse(inputs.path(name).asText());
  }
}
