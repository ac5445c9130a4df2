package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sealed holdout says about a model. Figures that do not apply to the task, or cannot be
 * said, are null or empty.
 *
 * @param rows rows of the holdout
 * @param metrics the primary metric, the secondary ones, then the others that suit the task
 * @param confusion answers by true class, at the model's threshold; classification only
 * @param roc false positive rate against true positive rate, at most 100 points; binary only
 * @param precisionRecall recall against precision, at most 100 points; binary only
 * @param gain share of the rows looked at, likeliest first, against share of the positives found,
 *     at most 100 points; binary only
 * @param lift the same by tenths of the rows; binary only
 * @param calibration probabilities against what came true; in a task with more classes of the class
 *     that was answered
 * @param brier mean squared error of the probability of the positive class; binary only
 * @param calibrationError expected calibration error, 0 to 1
 * @param baseline the primary metric of the best answer that is the same for every row
 * @param expectedCost mean cost a row of the model's decisions; binary only
 * @param baselineCost mean cost a row of the cheapest constant decision; binary only
 * @param residuals summary of the errors; regression only
 * @param worth the model beside what needs no model: is machine learning worth it? Null in
 *     evaluations of earlier versions
 * @param predictions how the predictions are spread: of the positive class's probability, of the
 *     value, or of the answered class. Made on rows that the model did not learn from, and
 *     therefore the reference for monitoring
 * @param notes what a reader must know, in sentences
 */
public record HoldoutEvaluation(
    long rows,
    List<MetricResult> metrics,
    @Nullable ConfusionMatrix confusion,
    List<Point> roc,
    List<Point> precisionRecall,
    List<Point> gain,
    List<LiftBin> lift,
    List<CalibrationBin> calibration,
    @Nullable Double brier,
    @Nullable Double calibrationError,
    @Nullable Double baseline,
    @Nullable Double expectedCost,
    @Nullable Double baselineCost,
    @Nullable ResidualSummary residuals,
    @Nullable Worth worth,
    Distribution predictions,
    List<String> notes) {

  public HoldoutEvaluation {
    metrics = List.copyOf(metrics);
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
    gain = gain == null ? List.of() : List.copyOf(gain);
    lift = lift == null ? List.of() : List.copyOf(lift);
    calibration = List.copyOf(calibration);
    notes = List.copyOf(notes);
  }

  /** The metric that decides. */
  public MetricResult primary() {
    return metrics.getFirst();
  }
}
