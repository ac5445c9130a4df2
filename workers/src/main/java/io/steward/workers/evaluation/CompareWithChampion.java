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
import io.steward.evaluation.GateInputs;
import io.steward.evaluation.HoldoutScorer;
import io.steward.evaluation.Scored;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
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
  private final GateReader gates;
  private final EvaluationReports reports;

  public CompareWithChampion(
      ArtifactStore store,
      StepJournal journal,
      Holdouts holdouts,
      ModelRegistry registry,
      BundleReader bundles,
      GateReader gates,
      EvaluationReports reports) {
    super("compare-with-champion", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.holdouts = holdouts;
    this.registry = registry;
    this.bundles = bundles;
    this.gates = gates;
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

    /** All results, with that of this step. */
    GateReader.Results results(Digest comparison) {
      return new GateReader.Results(
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
      GateFacts gate,
      String gateProposal,
      Digest gateDigest,
      String evaluationWords) {}

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
            () -> holdouts.ask(request.evaluation(), holdout -> compare(champion, holdout)));
    GateReader.Results results = request.results(comparison.digest());
    GateInputs gate = GateInputs.of(gates.read(charter, request.evaluation(), results));
    return new Response(
        comparison.digest(),
        gate.championOutcome(),
        GateFacts.of(gate),
        gate.proposal(),
        store.put(Json.bytes(gate), "application/json"),
        FormWords.withoutHeadline(reports.of(request.evaluation(), results.parts()).verdict()));
  }

  private ChampionComparison compare(Optional<ModelVersion> champion, Holdouts.Case holdout) {
    if (champion.isEmpty()) {
      return ChampionComparator.compare(holdout.charter(), holdout.scored(), null);
    }
    Scored answers = answers(champion.get(), holdout);
    return answers == null
        ? ChampionComparator.incomparable(
            holdout.charter(),
            holdout.scored(),
            "it has other classes, or needs columns that this data does not have.")
        : ChampionComparator.compare(holdout.charter(), holdout.scored(), answers);
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
