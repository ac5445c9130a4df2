package io.steward.workers.problem;

import io.steward.charter.Charter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A charter as the lines of a table, for a form. */
public final class CharterSummary {
  private CharterSummary() {}

  /** One line. */
  public record Line(String name, String value) {}

  /** The lines, in the order in which a business owner asks. */
  public static List<Line> of(Charter charter) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Model", charter.name()));
    lines.add(new Line("Decision it supports", charter.decision()));
    lines.add(new Line("Owner", charter.owner()));
    lines.add(
        new Line(
            "Predicts",
            charter.target().column()
                + (charter.target().positive() == null ? "" : " = " + charter.target().positive())
                + " ("
                + charter.task().name().toLowerCase(Locale.ROOT)
                + ")"));
    lines.add(new Line("Data", charter.source().words()));
    lines.add(new Line("Must reach", threshold(charter.success().primary())));
    if (!charter.success().secondary().isEmpty()) {
      lines.add(
          new Line(
              "Should reach",
              charter.success().secondary().stream()
                  .map(CharterSummary::threshold)
                  .collect(Collectors.joining(", "))));
    }
    if (charter.task() == Charter.Task.BINARY) {
      lines.add(
          new Line(
              "Cost of errors",
              "false alarm "
                  + number(charter.costs().falsePositive())
                  + ", miss "
                  + number(charter.costs().falseNegative())));
    }
    for (Charter.FairnessLimit limit : charter.fairness()) {
      lines.add(
          new Line(
              "Fairness by " + limit.column(),
              limit.metric().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + (limit.metric() == Charter.FairnessMetric.DEMOGRAPHIC_PARITY_RATIO
                      ? " at least "
                      : " at most ")
                  + number(limit.limit())));
    }
    String contract = charter.contract();
    lines.add(
        new Line(
            "Data contract",
            contract == null ? "the model's latest one, or one that is proposed" : contract));
    lines.add(
        new Line(
            "Answer time",
            "95 % within "
                + number(charter.serving().p95Millis())
                + " ms at "
                + charter.serving().requestsPerSecond()
                + " requests a second"));
    lines.add(
        new Line(
            "Budget",
            charter.budget().candidates()
                + " candidates, training "
                + Durations.words(charter.budget().trainingTime())
                + ", money "
                + charter.budget().money().toPlainString()
                + ", deadline "
                + Durations.words(charter.budget().deadline())));
    lines.add(
        new Line(
            "When training has used it up",
            charter.budget().stopsWhenUsedUp()
                ? "stop with the best so far"
                : "ask whether to extend it"));
    lines.add(
        new Line("Checked when live", "every " + Durations.words(charter.monitoring().interval())));
    return lines;
  }

  private static String threshold(Charter.MetricThreshold wanted) {
    return wanted.metric().written()
        + (wanted.metric().higherIsBetter() ? " at least " : " at most ")
        + number(wanted.threshold());
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
