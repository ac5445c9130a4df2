package io.steward.evaluation.report;

import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.SegmentReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation as people read it. Page, PDF and JSON show this record and nothing else; its
 * canonical JSON has a digest, which the dossier names. It holds no times and nothing random, so
 * that the same results give the same report, and no single decisions on rows of the data.
 *
 * @param model the model's name
 * @param title the charter's title
 * @param opening which opening of the holdout in this run these figures are of, from 1
 * @param fairness null where the step has not been done yet; likewise the others
 * @param gate null before the gate has decided
 * @param evidence the artifacts that this stands on
 */
public record EvaluationReport(
    RunId run,
    String model,
    String title,
    String decision,
    Task task,
    ReportVerdict verdict,
    int opening,
    HoldoutEvaluation holdout,
    @Nullable FairnessReport fairness,
    @Nullable SegmentReport segments,
    @Nullable RobustnessReport robustness,
    @Nullable ExplanationReport explanation,
    @Nullable ChampionComparison champion,
    @Nullable GateAnswer gate,
    List<Evidence> evidence) {

  public EvaluationReport {
    evidence = List.copyOf(evidence);
  }

  /** What the steps of one evaluation found; see {@link EvaluationReport} for the parts. */
  public record Results(
      HoldoutEvaluation holdout,
      @Nullable FairnessReport fairness,
      @Nullable SegmentReport segments,
      @Nullable RobustnessReport robustness,
      @Nullable ExplanationReport explanation,
      @Nullable ChampionComparison champion) {}

  /** Composes a report of the results of one evaluation. */
  public static EvaluationReport of(
      RunId run,
      Charter charter,
      Results results,
      int opening,
      @Nullable GateAnswer gate,
      List<Evidence> evidence) {
    return new EvaluationReport(
        run,
        charter.name(),
        charter.title(),
        charter.decision(),
        charter.task(),
        VerdictWriter.write(results, opening, gate),
        opening,
        results.holdout(),
        results.fairness(),
        results.segments(),
        results.robustness(),
        withoutRows(results.explanation()),
        results.champion(),
        gate,
        evidence);
  }

  /** The examples are rows of real people or things: they stay in the artifact of the step. */
  private static @Nullable ExplanationReport withoutRows(@Nullable ExplanationReport explanation) {
    return explanation == null
        ? null
        : new ExplanationReport(
            explanation.metric(),
            explanation.base(),
            explanation.rows(),
            explanation.importances(),
            explanation.shap(),
            explanation.dependences(),
            List.of(),
            explanation.notes());
  }
}
