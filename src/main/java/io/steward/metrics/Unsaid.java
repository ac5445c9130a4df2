package io.steward.metrics;

import io.steward.charter.Metric;
import java.util.Arrays;

/** Why a metric cannot be said of some rows. */
public final class Unsaid {
  private Unsaid() {}

  /**
   * The reason in words, as the end of a sentence ("no row is positive").
   *
   * @return empty if the metric can be said
   */
  public static String because(Metric metric, Outcomes outcomes) {
    if (Double.isFinite(Metrics.value(metric, outcomes))) {
      return "";
    }
    if (outcomes.rows() == 0) {
      return "there is no row";
    }
    if (outcomes.unanswered() > 0) {
      return "the model gives no number for %d of %d rows"
          .formatted(outcomes.unanswered(), outcomes.rows());
    }
    if (Arrays.stream(outcomes.truth()).anyMatch(Double::isNaN)) {
      return "it is not known of every row what was true";
    }
    boolean positive = Arrays.stream(outcomes.truth()).anyMatch(truth -> truth == 1);
    return switch (metric) {
      case AUC -> positive ? "every row is positive" : "no row is positive";
      case AVERAGE_PRECISION, RECALL -> "no row is positive";
      case PRECISION -> "no row is answered with the positive class";
      case F1 -> "no row is positive, or answered with the positive class";
      case R2 -> "the target is the same in every row";
      case ACCURACY, BRIER, LOG_LOSS, EXPECTED_COST, RMSE, MAE ->
          "the numbers are too large to compute with, or the metric does not suit the task";
    };
  }
}
