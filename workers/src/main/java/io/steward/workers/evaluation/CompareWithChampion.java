package io.steward.workers.evaluation;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.bundle.Bundle;
import io.steward.bundle.BundleReader;
import io.steward.bundle.ModelRef;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import io.steward.bundle.OnnxScorer;
import io.steward.charter.Charter;
import io.steward.evaluation.ChampionComparator;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GateInputs;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutScorer;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.Scored;
import io.steward.evaluation.SegmentReport;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import io.steward.training.Selection;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code compare-with-champion}: the new model against the live one on the same rows, and all that
 * the evaluation gate decides on.
 *
 * <p>Safe to repeat: the live version is part of the step's key; the rest as in {@link
 * EvaluateHoldout}.
 */
@Component
public class CompareWithChampion
    extends Step<CompareWithChampion.Request, CompareWithChampion.Response> {
  private final ArtifactStore store;
  private final StepJournal journal;
  private final Holdouts holdouts;
  private final ModelRegistry registry;
  private final BundleReader bundles;
  private final EvaluationReports reports;

  public CompareWithChampion(
      ArtifactStore store,
      StepJournal journal,
      Holdouts holdouts,
      ModelRegistry registry,
      BundleReader bundles,
      EvaluationReports reports) {
    super("compare-with-champion", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.holdouts = holdouts;
    this.registry = registry;
    this.bundles = bundles;
    this.reports = reports;
  }

  /** The evaluation's digests and what it was done on. */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest snapshotDigest,
      Digest splitDigest,
      Digest modelDigest,
      Digest selectionDigest,
      Digest evaluationDigest,
      Digest fairnessDigest,
      Digest robustnessDigest,
      Digest segmentsDigest,
      Digest explanationDigest) {

    /** All results, for the report. */
    EvaluationReports.Parts parts(Digest comparison) {
      return new EvaluationReports.Parts(
          evaluationDigest,
          fairnessDigest,
          segmentsDigest,
          robustnessDigest,
          explanationDigest,
          comparison);
    }

    EvaluationRequest evaluation() {
      return new EvaluationRequest(
          runId, charterDigest, snapshotDigest, splitDigest, modelDigest, selectionDigest);
    }
  }

  /**
   * @param gate the inputs of the decision {@code evaluation-gate}
   * @param gateProposal what stands out and what to do on the way back, in words
   * @param gateDigest the digest of the gate's inputs with the proposal
   * @param evaluationWords what was found, what cannot be said and what to mind, as Markdown
   */
  public record Response(
      Digest comparisonDigest,
      String championOutcome,
      Gate gate,
      String gateProposal,
      Digest gateDigest,
      String evaluationWords) {}

  /** What the decision takes. */
  public record Gate(
      String primaryVerdict,
      int secondaryMissed,
      int fairnessViolated,
      int fairnessUndecided,
      double robustnessDrop,
      String championOutcome,
      double overfitGap,
      double robustnessAllowed,
      int worseGroups) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    Optional<ModelVersion> champion = registry.resolve(ModelRef.alias(charter.name(), "champion"));
    Map<String, Object> inputs = new HashMap<>(request.evaluation().inputs());
    inputs.put("champion", champion.map(live -> live.bundle().toString()).orElse("none"));
    StepResult<ChampionComparison> comparison =
        journal.once(
            request.runId(),
            jobType(),
            inputs,
            ChampionComparison.class,
            () ->
                holdouts.ask(
                    request.evaluation(),
                    holdout ->
                        ChampionComparator.compare(
                            charter,
                            holdout.scored(),
                            champion.map(live -> answers(live, holdout)).orElse(null))));
    GateInputs gate =
        GateInputs.of(
            charter,
            journal.read(request.evaluationDigest(), HoldoutEvaluation.class),
            journal.read(request.fairnessDigest(), FairnessReport.class),
            journal.read(request.segmentsDigest(), SegmentReport.class),
            journal.read(request.robustnessDigest(), RobustnessReport.class),
            comparison.value(),
            journal.read(request.selectionDigest(), Selection.class).best().score());
    return new Response(
        comparison.digest(),
        gate.championOutcome(),
        new Gate(
            gate.primaryVerdict(),
            gate.secondaryMissed(),
            gate.fairnessViolated(),
            gate.fairnessUndecided(),
            gate.robustnessDrop(),
            gate.championOutcome(),
            gate.overfitGap(),
            gate.robustnessAllowed(),
            gate.worseGroups()),
        gate.proposal(),
        store.put(Json.bytes(gate), "application/json"),
        FormWords.withoutHeadline(
            reports.of(request.evaluation(), request.parts(comparison.digest())).verdict()));
  }

  /** The live model's answers; null if it needs columns that this data does not have. */
  private @Nullable Scored answers(ModelVersion champion, Holdouts.Case holdout) {
    Bundle bundle = bundles.open(champion.bundle());
    RawTable rows = holdout.scored().rows();
    boolean isComparable =
        bundle.manifest().classes().equals(holdout.split().classes())
            && bundle.manifest().inputs().stream().allMatch(input -> has(rows, input));
    if (!isComparable) {
      return null;
    }
    try (OnnxScorer scorer = bundle.scorer()) {
      return HoldoutScorer.score(
          holdout.charter(), holdout.split(), rows, scorer::score, bundle.manifest().threshold());
    }
  }

  private static boolean has(RawTable rows, ColumnSchema input) {
    return rows.has(input.name()) && rows.kind(input.name()) == input.kind();
  }
}
