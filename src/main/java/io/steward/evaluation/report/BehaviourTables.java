package io.steward.evaluation.report;

import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.Scale;
import io.steward.evaluation.SegmentReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of how a model behaves: in segments, on disturbed inputs, and what it leans on. */
final class BehaviourTables {
  private BehaviourTables() {}

  static List<ReportTable> of(EvaluationReport report) {
    List<ReportTable> tables = new ArrayList<>();
    if (report.segments() != null) {
      tables.add(declared(report.segments()));
      tables.add(found(report.segments()));
    }
    if (report.robustness() != null) {
      tables.add(robustness(report.robustness()));
    }
    if (report.explanation() != null) {
      tables.add(importance(report.explanation()));
    }
    return tables;
  }

  private static ReportTable declared(SegmentReport segments) {
    return new ReportTable(
        "Declared segments, " + segments.metric().written(),
        List.of("Segment", "Rows", "Value", "95 % interval", "Worse by", "Verdict"),
        segments.segments().stream()
            .map(
                segment ->
                    List.of(
                        segment.column() + ": " + segment.segment(),
                        Words.count(segment.rows()),
                        Words.number(segment.value()),
                        Words.interval(segment.lower(), segment.upper()),
                        gap(segments, segment.gap()),
                        segment.weak()
                            ? "worse beyond chance"
                            : segment.note().isEmpty() ? "not told apart" : segment.note()))
            .toList(),
        String.join(" ", segments.notes()));
  }

  private static String gap(SegmentReport segments, @Nullable Double gap) {
    return gap == null ? Words.UNSAID : Scale.words(segments.metric(), gap);
  }

  private static ReportTable found(SegmentReport segments) {
    return new ReportTable(
        "Weak segments that nobody declared",
        List.of("Segment", "Rows", "Inside", "95 % interval", "Elsewhere", "What to do"),
        segments.found().stream()
            .map(
                segment ->
                    List.of(
                        segment.segment(),
                        Words.count(segment.rows()),
                        Words.number(segment.inside()),
                        Words.interval(segment.insideInterval()),
                        Words.number(segment.outside()),
                        segment.proposal()))
            .toList(),
        "");
  }

  private static ReportTable robustness(RobustnessReport robustness) {
    return new ReportTable(
        "Robustness, " + robustness.metric().written(),
        List.of("What was done to the inputs", "Value", "Worse by", "Counts"),
        robustness.scenarios().stream()
            .map(
                scenario ->
                    List.of(
                        scenario.description(),
                        Words.number(scenario.value()),
                        scenario.drop() == null
                            ? Words.UNSAID
                            : Scale.words(robustness.metric(), scenario.drop()),
                        scenario.judged() ? "yes" : "shown only"))
            .toList(),
        flips(robustness));
  }

  private static String flips(RobustnessReport robustness) {
    String words = robustness.note();
    if (robustness.flips() != null && robustness.flips().share() != null) {
      words +=
          (" A single changed value turns the answer of %s of the rows, a small step of one number"
                  + " of %s.")
              .formatted(
                  Words.percent(robustness.flips().share()),
                  Words.percent(robustness.flips().smallShare()));
    }
    return words;
  }

  private static ReportTable importance(ExplanationReport explanation) {
    return new ReportTable(
        "What the model leans on",
        List.of("Column", "Loss of " + explanation.metric().written(), "Standard deviation"),
        explanation.importances().stream()
            .map(
                column ->
                    List.of(
                        column.column(),
                        Words.number(column.drop()),
                        Words.number(column.standardDeviation())))
            .toList(),
        String.join(" ", explanation.notes()));
  }
}
