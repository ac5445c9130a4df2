package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.charter.Charter;
import io.steward.data.Snapshot;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GateEvidence;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.SegmentReport;
import io.steward.training.LeaderCurves;
import io.steward.training.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the steps of an evaluation found, and whether they found it on the given basis. */
@Component
public class GateReader {
  private static final String TRACE = "trace-learning";

  private final StepJournal journal;

  public GateReader(StepJournal journal) {
    this.journal = journal;
  }

  /** The results of an evaluation. */
  record Results(
      Digest evaluation,
      Digest fairness,
      Digest segments,
      Digest robustness,
      Digest explanation,
      Digest comparison) {

    /** The same for the report, which is also written while some are missing. */
    EvaluationReports.Parts parts() {
      return new EvaluationReports.Parts(
          evaluation, fairness, segments, robustness, explanation, comparison);
    }

    Map<String, Digest> bySteps() {
      Map<String, Digest> steps = new TreeMap<>();
      steps.put("evaluate-holdout", evaluation);
      steps.put("assess-fairness", fairness);
      steps.put("assess-segments", segments);
      steps.put("assess-robustness", robustness);
      steps.put("explain-model", explanation);
      steps.put("compare-with-champion", comparison);
      return steps;
    }
  }

  /** The evidence for the gate. */
  GateEvidence read(Charter charter, EvaluationRequest basis, Results results) {
    return new GateEvidence(
        charter,
        journal.read(basis.snapshotDigest(), Snapshot.class).columns(),
        journal.read(results.evaluation(), HoldoutEvaluation.class),
        journal.read(results.fairness(), FairnessReport.class),
        journal.read(results.segments(), SegmentReport.class),
        journal.read(results.robustness(), RobustnessReport.class),
        journal.read(results.explanation(), ExplanationReport.class),
        journal.read(results.comparison(), ChampionComparison.class),
        journal.read(basis.selectionDigest(), Selection.class).best().score(),
        curves(basis.runId(), basis.selectionDigest()));
  }

  /**
   * Which results were not found in this run on this basis, in sentences: another charter, other
   * data or another model was looked at.
   */
  List<String> foreign(EvaluationRequest basis, Results results) {
    List<String> foreign = new ArrayList<>();
    results
        .bySteps()
        .forEach(
            (step, result) -> {
              boolean known =
                  journal.of(basis.runId(), step).stream()
                      .anyMatch(record -> record.result().equals(result) && isOf(record, basis));
              if (!known) {
                foreign.add(
                    "the result %s of '%s' was not made with the charter %s and the model %s"
                        .formatted(result, step, basis.charterDigest(), basis.modelDigest()));
              }
            });
    return foreign;
  }

  private static boolean isOf(StepRecord record, EvaluationRequest basis) {
    return basis.inputs().entrySet().stream()
        .allMatch(
            input ->
                input.getValue().toString().equals(record.inputs().path(input.getKey()).asText()));
  }

  private @Nullable LeaderCurves curves(RunId run, Digest selection) {
    return journal.of(run, TRACE).stream()
        .filter(record -> selection.toString().equals(record.inputs().path("selection").asText()))
        .findFirst()
        .map(record -> journal.read(record.result(), LeaderCurves.class))
        .orElse(null);
  }
}
