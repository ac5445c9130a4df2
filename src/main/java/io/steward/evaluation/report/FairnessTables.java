package io.steward.evaluation.report;

import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GroupFairness;
import io.steward.evaluation.GroupFigure;
import io.steward.evaluation.GroupMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of fairness: limits, groups, gaps, and crossings. */
final class FairnessTables {
  private FairnessTables() {}

  static List<ReportTable> of(FairnessReport fairness) {
    List<ReportTable> tables = new ArrayList<>();
    tables.add(
        new ReportTable(
            "Fairness limits",
            List.of("Attribute", "Limit", "Bound", "Value", "Verdict", "Why"),
            fairness.attributes().stream().flatMap(FairnessTables::limits).toList(),
            ""));
    for (AttributeFairness attribute : fairness.attributes()) {
      tables.add(groups("Groups of " + attribute.column(), attribute));
      tables.add(gaps(attribute));
    }
    for (AttributeFairness crossing : fairness.crossings()) {
      tables.add(groups("Crossing " + crossing.column() + ", shown only", crossing));
    }
    return tables;
  }

  private static Stream<List<String>> limits(AttributeFairness attribute) {
    return attribute.judgements().stream()
        .map(
            judgement ->
                List.of(
                    attribute.column(),
                    Words.written(judgement.metric()),
                    Words.number(judgement.limit()),
                    Words.number(judgement.value()),
                    Words.written(judgement.verdict()),
                    judgement.reason()));
  }

  private static ReportTable groups(String title, AttributeFairness attribute) {
    List<GroupMeasure> measures =
        Stream.of(GroupMeasure.values())
            .filter(
                measure ->
                    measure != GroupMeasure.CALIBRATION_ERROR
                        && attribute.groups().stream()
                            .anyMatch(group -> group.figure(measure) != null))
            .toList();
    List<String> columns = new ArrayList<>(List.of("Group", "Rows"));
    measures.forEach(measure -> columns.add(measure.words()));
    List<List<String>> rows = new ArrayList<>();
    for (GroupFairness group : attribute.groups()) {
      List<String> row = new ArrayList<>(List.of(group.group(), Words.count(group.rows())));
      measures.forEach(measure -> row.add(cell(group.figure(measure))));
      rows.add(row);
    }
    return new ReportTable(title, columns, rows, attribute.note());
  }

  private static String cell(@Nullable GroupFigure figure) {
    if (figure == null) {
      return "–";
    }
    return figure.value() == null
        ? Words.UNSAID + ": " + figure.note()
        : Words.number(figure.value())
            + (figure.interval() == null ? "" : " (" + Words.interval(figure.interval()) + ")");
  }

  private static ReportTable gaps(AttributeFairness attribute) {
    return new ReportTable(
        "How far the groups of " + attribute.column() + " lie apart",
        List.of("Measure", "Value", "95 % interval", "Lowest", "Highest", "Note"),
        attribute.gaps().stream()
            .map(
                gap ->
                    List.of(
                        gap.measure().written().replace('-', ' '),
                        Words.number(gap.value()),
                        Words.interval(gap.interval()),
                        Objects.requireNonNullElse(gap.lowest(), "–"),
                        Objects.requireNonNullElse(gap.highest(), "–"),
                        gap.value() == null ? "cannot be said, because " + gap.note() : gap.note()))
            .toList(),
        "");
  }
}
