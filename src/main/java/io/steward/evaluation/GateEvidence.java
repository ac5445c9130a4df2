package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.schema.ColumnSchema;
import io.steward.training.LeaderCurves;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the gate is decided on.
 *
 * @param charter the signed one
 * @param columns the columns of the data
 * @param crossValidation the primary metric of the selected model in cross-validation; NaN if it is
 *     not known
 * @param curves how the leading candidates get better with more rows; null if that was not traced
 */
public record GateEvidence(
    Charter charter,
    List<ColumnSchema> columns,
    HoldoutEvaluation evaluation,
    FairnessReport fairness,
    SegmentReport segments,
    RobustnessReport robustness,
    ExplanationReport explanation,
    ChampionComparison comparison,
    double crossValidation,
    @Nullable LeaderCurves curves) {

  /**
   * How much better the primary metric was in cross-validation than on the holdout, see {@link
   * Scale}; NaN if it cannot be said.
   */
  double overfitGap() {
    MetricResult primary = evaluation.primary();
    return Scale.drop(
        primary.metric(),
        crossValidation,
        Scale.number(primary.value()),
        Scale.number(primary.baseline()));
  }

  /** The metrics with a threshold, but for the primary one, that are not reached. */
  List<MetricResult> secondaryMissed() {
    return evaluation.metrics().stream()
        .skip(1)
        .filter(
            metric -> metric.verdict() == Verdict.MISSED || metric.verdict() == Verdict.UNDECIDED)
        .toList();
  }
}
