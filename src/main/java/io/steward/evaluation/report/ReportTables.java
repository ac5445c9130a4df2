package io.steward.evaluation.report;

import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ConfusionMatrix;
import io.steward.evaluation.HoldoutComparison;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.MetricResult;
import java.util.ArrayList;
import java.util.List;
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
        ("On %s rows of the sealed holdout. “Without a model” is the best answer that is the same for"
                + " every row.")
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
    BehaviourTables.of(report).forEach(all::add);
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

  private void evidence(List<Evidence> evidence) {
    add(
        new ReportTable(
            "Evidence",
            List.of("Artifact", "Digest"),
            evidence.stream()
                .map(artifact -> List.of(artifact.name(), artifact.digest().toString()))
                .toList(),
            "What is shown here is read from these artifacts of the store."));
  }

  private void add(ReportTable table) {
    if (!table.rows().isEmpty()) {
      tables.add(table);
    }
  }
}
