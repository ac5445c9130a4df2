package io.steward.evaluation.report;

import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ConfusionMatrix;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.HoldoutComparison;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.Scale;
import io.steward.evaluation.SegmentReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a report. */
public final class ReportTables {
  private final List<ReportTable> tables = new ArrayList<>();

  private ReportTables() {}

  /** The metrics with their intervals against the signed bars. */
  public static ReportTable keyFigures(EvaluationReport report) {
    return new ReportTable(
        "Key figures",
        List.of("Metric", "Value", "95 % interval", "Signed bar", "Verdict", "Without a model"),
        report.holdout().metrics().stream().map(ReportTables::metric).toList(),
        "On %s rows of the sealed holdout. “Without a model” is the best answer that is the same for every row."
            .formatted(Words.count(report.holdout().rows())));
  }

  private static List<String> metric(MetricResult result) {
    Double threshold = result.threshold();
    return List.of(
        result.metric().written(),
        Words.number(result.value()),
        Words.interval(result.lower(), result.upper()),
        threshold == null ? "–" : Words.bar(result.metric(), threshold),
        switch (result.verdict()) {
          case INFORMATIVE -> "–";
          case UNDECIDED -> Words.UNSAID;
          case REACHED, MISSED -> Words.written(result.verdict());
        },
        result.baseline() == null ? "–" : Words.number(result.baseline()));
  }

  /** All others that have a row, in the order of the pictures. */
  public static List<ReportTable> of(EvaluationReport report) {
    ReportTables all = new ReportTables();
    all.worth(report.holdout());
    all.confusion(report.holdout().confusion());
    all.costs(report.holdout());
    all.champion(report.champion());
    if (report.fairness() != null) {
      FairnessTables.of(report.fairness()).forEach(all::add);
    }
    all.segments(report.segments());
    all.found(report.segments());
    all.robustness(report.robustness());
    all.importance(report.explanation());
    all.evidence(report.evidence());
    return List.copyOf(all.tables);
  }

  private void worth(HoldoutEvaluation holdout) {
    if (holdout.worth() == null) {
      return;
    }
    add(
        new ReportTable(
            "Is machine learning worth it?",
            List.of("Against", "Metric", "Model", "Other", "Better by", "95 % interval", "Verdict"),
            holdout.worth().comparisons().stream().map(ReportTables::comparison).toList(),
            holdout.worth().verdict()));
  }

  private static List<String> comparison(HoldoutComparison comparison) {
    return List.of(
        comparison.against(),
        comparison.metric().written(),
        Words.number(comparison.model()),
        Words.number(comparison.other()),
        Words.number(comparison.difference()),
        Words.interval(comparison.interval()),
        Words.written(comparison.outcome()));
  }

  private void confusion(@Nullable ConfusionMatrix matrix) {
    if (matrix == null) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int truth = 0; truth < matrix.classes().size(); truth++) {
      for (int answer = 0; answer < matrix.classes().size(); answer++) {
        long count = matrix.counts().get(truth).get(answer);
        if (count > 0 || matrix.classes().size() == 2) {
          rows.add(
              List.of(
                  matrix.classes().get(truth),
                  matrix.classes().get(answer),
                  Words.count(count),
                  truth == answer ? "right" : "wrong"));
        }
      }
    }
    add(
        new ReportTable(
            "Confusion matrix",
            List.of("True class", "Answered", "Rows", ""),
            rows,
            matrix.classes().size() == 2
                ? "At the threshold of " + Words.number(matrix.threshold()) + "."
                : ""));
  }

  private void costs(HoldoutEvaluation holdout) {
    List<List<String>> rows = new ArrayList<>();
    figure(rows, "Brier score", holdout.brier());
    figure(rows, "Expected calibration error", holdout.calibrationError());
    figure(rows, "Expected cost a row", holdout.expectedCost());
    figure(rows, "Cost a row of the cheapest constant decision", holdout.baselineCost());
    if (holdout.residuals() != null) {
      figure(rows, "Mean error (truth minus prediction)", holdout.residuals().mean());
      figure(rows, "Standard deviation of the errors", holdout.residuals().standardDeviation());
      figure(rows, "Largest error", holdout.residuals().largest());
    }
    add(new ReportTable("Further figures", List.of("Figure", "Value"), rows, ""));
  }

  private static void figure(List<List<String>> rows, String name, @Nullable Double value) {
    if (value != null) {
      rows.add(List.of(name, Words.number(value)));
    }
  }

  private void champion(@Nullable ChampionComparison champion) {
    if (champion == null || champion.outcome() == ChampionComparison.Outcome.NO_CHAMPION) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "all rows",
            "–",
            Words.number(champion.challenger()),
            Words.number(champion.champion()),
            Words.number(champion.difference()),
            Words.interval(champion.lower(), champion.upper()),
            champion.outcome().written()));
    champion
        .groups()
        .forEach(
            group ->
                rows.add(
                    List.of(
                        group.column() + ": " + group.group(),
                        Words.count(group.rows()),
                        Words.number(group.challenger()),
                        Words.number(group.champion()),
                        Words.number(group.difference()),
                        Words.interval(group.lower(), group.upper()),
                        group.note().isEmpty() ? Words.written(group.verdict()) : group.note())));
    add(
        new ReportTable(
            "Against the live model, " + champion.metric().written(),
            List.of("Of", "Rows", "New", "Live", "Better by", "95 % interval", "Verdict"),
            rows,
            champion.note()));
  }

  private void segments(@Nullable SegmentReport segments) {
    if (segments == null) {
      return;
    }
    add(
        new ReportTable(
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
            String.join(" ", segments.notes())));
  }

  private static String gap(SegmentReport segments, @Nullable Double gap) {
    return gap == null ? Words.UNSAID : Scale.words(segments.metric(), gap);
  }

  private void found(@Nullable SegmentReport segments) {
    if (segments == null) {
      return;
    }
    add(
        new ReportTable(
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
            ""));
  }

  private void robustness(@Nullable RobustnessReport robustness) {
    if (robustness == null) {
      return;
    }
    add(
        new ReportTable(
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
            flips(robustness)));
  }

  private static String flips(RobustnessReport robustness) {
    String words = robustness.note();
    if (robustness.flips() != null && robustness.flips().share() != null) {
      words +=
          " A single changed value turns the answer of %s of the rows, a small step of one number of %s."
              .formatted(
                  Words.percent(robustness.flips().share()),
                  Words.percent(robustness.flips().smallShare()));
    }
    return words;
  }

  private void importance(@Nullable ExplanationReport explanation) {
    if (explanation == null) {
      return;
    }
    add(
        new ReportTable(
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
            String.join(" ", explanation.notes())));
  }

  private void evidence(List<Evidence> evidence) {
    add(
        new ReportTable(
            "Evidence",
            List.of("Artifact", "Digest"),
            evidence.stream()
                .map(artifact -> Stream.of(artifact.name(), artifact.digest().toString()).toList())
                .toList(),
            "What is shown here is read from these artifacts of the store."));
  }

  private void add(ReportTable table) {
    if (!table.rows().isEmpty()) {
      tables.add(table);
    }
  }
}
