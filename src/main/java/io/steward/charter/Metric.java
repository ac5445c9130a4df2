package io.steward.charter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.charter.Charter.Task;
import java.util.Arrays;
import java.util.Locale;

/** The metrics that a charter can name, with the direction in which each is better. */
public enum Metric {
  /** Area under the ROC curve, 0 to 1. */
  AUC(true),
  /** Average precision, 0 to 1. */
  AVERAGE_PRECISION(true),
  /** Share of right answers, 0 to 1. */
  ACCURACY(true),
  /** Harmonic mean of precision and recall of the positive class (macro mean if multiclass). */
  F1(true),
  /** Share of positives that are found, 0 to 1. */
  RECALL(true),
  /** Share of alarms that are right, 0 to 1. */
  PRECISION(true),
  /** Mean squared error of the probability, 0 to 1. */
  BRIER(false),
  /** Cross entropy in nats. */
  LOG_LOSS(false),
  /** Mean cost of a decision by the charter's error costs. */
  EXPECTED_COST(false),
  /** Root mean squared error, in the target's unit. */
  RMSE(false),
  /** Mean absolute error, in the target's unit. */
  MAE(false),
  /** Coefficient of determination, up to 1. */
  R2(true);

  private final boolean higherIsBetter;

  Metric(boolean higherIsBetter) {
    this.higherIsBetter = higherIsBetter;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Whether the metric means anything for this task. */
  public boolean suits(Task task) {
    return switch (this) {
      case RMSE, MAE, R2 -> task == Task.REGRESSION;
      case ACCURACY, F1, LOG_LOSS -> task != Task.REGRESSION;
      case AUC, AVERAGE_PRECISION, RECALL, PRECISION, BRIER, EXPECTED_COST -> task == Task.BINARY;
    };
  }

  /** Whether a value reaches a threshold, in the metric's own direction. NaN never does. */
  public boolean reaches(double value, double threshold) {
    return higherIsBetter ? value >= threshold : value <= threshold;
  }

  /** The written form: lower case with hyphens, for example {@code log-loss}. */
  @JsonValue
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the written form; throws {@link IllegalArgumentException} that lists what there is. */
  @JsonCreator
  public static Metric parse(String text) {
    return Arrays.stream(values())
        .filter(metric -> metric.written().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown metric '"
                        + text
                        + "'. Use one of "
                        + Arrays.stream(values()).map(Metric::written).toList()
                        + "."));
  }
}
