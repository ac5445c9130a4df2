package io.steward.evaluation;

import io.steward.charter.Charter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the decision {@code evaluation-gate} takes, in one flat record.
 *
 * @param primaryVerdict {@code reached}, {@code missed} or {@code undecided}. It is undecided too
 *     if the drop or the gap below cannot be said, which are 0 then
 * @param secondaryMissed how many secondary thresholds are missed; one that cannot be judged counts
 *     as missed, because it is not reached
 * @param fairnessViolated how many fairness limits are broken
 * @param fairnessUndecided how many fairness limits cannot be judged
 * @param robustnessDrop the worst drop of the primary metric under disturbed inputs, at least 0: in
 *     points of the metric, or as a share of the constant answer's value for metrics with a unit
 * @param championOutcome {@code no-champion}, {@code better}, {@code equal} or {@code worse}
 * @param overfitGap how much better the primary metric was in cross-validation than on the holdout,
 *     on the scale of robustnessDrop; negative if the holdout is better
 * @param robustnessAllowed the drop that the charter allows
 * @param worseGroups for how many groups of protected attributes the model is worse than the live
 *     one beyond chance
 * @param proposal what stands out, and what to do about it on the way back; in sentences
 */
public record GateInputs(
    String primaryVerdict,
    int secondaryMissed,
    int fairnessViolated,
    int fairnessUndecided,
    double robustnessDrop,
    String championOutcome,
    double overfitGap,
    double robustnessAllowed,
    int worseGroups,
    String proposal) {

  /**
   * Gathers the inputs from the evidence.
   *
   * @param crossValidation the primary metric of the selected model in cross-validation; NaN if it
   *     is not known
   */
  public static GateInputs of(
      Charter charter,
      HoldoutEvaluation evaluation,
      FairnessReport fairness,
      SegmentReport segments,
      RobustnessReport robustness,
      ChampionComparison comparison,
      double crossValidation) {
    MetricResult primary = evaluation.primary();
    double gap =
        Scale.drop(
            primary.metric(),
            crossValidation,
            Scale.number(primary.value()),
            Scale.number(primary.baseline()));
    Double drop = robustness.worstDrop();
    boolean said = Double.isFinite(gap) && drop != null;
    Verdict verdict = said ? primary.verdict() : Verdict.UNDECIDED;
    List<MetricResult> secondaryMissed =
        evaluation.metrics().stream()
            .skip(1)
            .filter(
                metric ->
                    metric.verdict() == Verdict.MISSED || metric.verdict() == Verdict.UNDECIDED)
            .toList();
    double overfitGap = Double.isFinite(gap) ? gap : 0;
    return new GateInputs(
        verdict.name().toLowerCase(Locale.ROOT),
        secondaryMissed.size(),
        fairness.violated(),
        fairness.undecided(),
        number(drop),
        comparison.outcome().written(),
        overfitGap,
        charter.success().allowedDrop(),
        comparison.worseGroups().size(),
        new GateProposal(
                charter,
                primary,
                secondaryMissed,
                fairness,
                segments,
                robustness,
                comparison,
                overfitGap)
            .words());
  }

  private static double number(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
