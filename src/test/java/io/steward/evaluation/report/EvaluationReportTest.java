package io.steward.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.ReportCases;
import io.steward.evaluation.report.ReportVerdict.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
  @Test
  void shouldSayWhatWasSignedAndFoundWhenAModelPasses() {
    ReportVerdict verdict = ReportCases.classification().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict.headline())
        .isEqualTo("Passed by the evaluation gate: the model goes on to the approval.");
    assertThat(verdict.reasons())
        .anyMatch(
            reason ->
                reason.matches(
                    "auc is 0\\.\\d{3} \\(95 % interval .*\\); signed is at least 0\\.700: reached\\."))
        .anyMatch(reason -> reason.contains("accuracy is") && reason.endsWith("missed."))
        .anyMatch(reason -> reason.startsWith("Fairness limit"))
        .anyMatch(reason -> reason.startsWith("The model is worth it"))
        .anyMatch(reason -> reason.contains("better than the live model beyond chance"));
    assertThat(verdict.warnings()).noneMatch(warning -> warning.contains("opened"));
  }

  @Test
  void shouldWarnWhenTheHoldoutWasOpenedBefore() {
    ReportVerdict verdict = ReportCases.reopened().verdict();

    assertThat(verdict.headline()).startsWith("Passed by validator");
    assertThat(verdict.reasons()).contains("validator decided: pass. “Fine.”");
    assertThat(verdict.warnings().getFirst())
        .startsWith("This holdout was opened 2 times")
        .contains("too favourable");
  }

  @Test
  void shouldSayWhatCannotBeSaidAndWhyWhenThereAreTooFewRows() {
    EvaluationReport report = ReportCases.unsayable();
    ReportVerdict verdict = report.verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.TO_BE_REVIEWED);
    assertThat(verdict.reasons()).noneMatch(reason -> reason.contains("reached"));
    assertThat(verdict.unsaid())
        .contains(
            "Whether auc is at least 0.700 cannot be said, because the holdout has 12 rows; at least"
                + " 30 are needed to decide. Collect more data.")
        .anyMatch(
            line ->
                line.startsWith(
                    "Whether the limit is kept, demographic parity ratio by 'sex', cannot be said, because"))
        .anyMatch(
            line ->
                line.startsWith("How group '")
                    && line.contains("cannot be said, because it has only"))
        .hasSize(15)
        .allMatch(line -> line.contains("cannot be"));
    List<List<String>> figures = ReportTables.keyFigures(report).rows();
    assertThat(figures.getFirst()).endsWith("cannot be said", "0.500");
  }

  @Test
  void shouldSayWhatIsNotDoneWhenTheEvaluationRuns() {
    ReportVerdict verdict = ReportCases.unfinished().verdict();

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_DECIDED);
    assertThat(verdict.unsaid())
        .contains("What disturbed inputs cost cannot be said, because the step has not been done.");
    assertThat(ReportPictures.of(ReportCases.unfinished()))
        .extracting(ReportPicture::id)
        .containsExactly("roc", "precision-recall", "calibration", "gain", "confusion");
  }

  @Test
  void shouldShowErrorsWhenTheTaskIsARegression() {
    EvaluationReport report = ReportCases.regression();

    assertThat(report.verdict().headline())
        .isEqualTo("Not passed: the evaluation gate sends the run back to the features.");
    assertThat(ReportPictures.of(report))
        .extracting(ReportPicture::id)
        .startsWith("residuals", "residual-deciles")
        .doesNotContain("roc", "confusion");
    assertThat(ReportTables.of(report))
        .extracting(ReportTable::title)
        .contains("Further figures")
        .doesNotContain("Confusion matrix");
  }

  @Test
  void shouldShowTheConfusionWhenThereAreMoreClasses() {
    EvaluationReport report = ReportCases.multiclass();

    assertThat(report.verdict().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(ReportPictures.of(report))
        .extracting(ReportPicture::id)
        .startsWith("metrics")
        .contains("confusion")
        .doesNotContain("roc", "residuals");
  }

  @Test
  void shouldShowInTablesWhatTheJsonHolds() {
    EvaluationReport report = ReportCases.classification();
    EvaluationReport read = Json.read(Json.bytes(report), EvaluationReport.class);

    assertThat(read).isEqualTo(report);
    assertThat(Json.bytes(ReportCases.classification())).isEqualTo(Json.bytes(report));
    for (MetricResult metric : read.holdout().metrics()) {
      assertThat(ReportTables.keyFigures(report).rows())
          .anySatisfy(
              row ->
                  assertThat(row)
                      .startsWith(
                          metric.metric().written(),
                          Words.number(metric.value()),
                          Words.interval(metric.lower(), metric.upper())));
    }
    assertThat(ReportTables.of(report))
        .extracting(ReportTable::title)
        .contains(
            "Is machine learning worth it?",
            "Confusion matrix",
            "Fairness limits",
            "Groups of sex",
            "Robustness, auc",
            "Evidence");
    assertThat(ReportTables.of(report))
        .allSatisfy(
            table ->
                assertThat(table.rows())
                    .isNotEmpty()
                    .allMatch(row -> row.size() == table.columns().size()));
  }

  @Test
  void shouldHoldNoRowsOfTheData() {
    ExplanationReport explanation =
        Objects.requireNonNull(ReportCases.classification().explanation());

    assertThat(explanation.examples()).isEmpty();
    assertThat(explanation.importances()).isNotEmpty();
  }

  @Test
  void shouldCutLongTablesAndSaySo() {
    List<List<String>> rows = Collections.nCopies(45, List.of("a"));

    ReportTable table = new ReportTable("t", List.of("c"), rows, "");

    assertThat(table.rows()).hasSize(40);
    assertThat(table.note()).isEqualTo("5 more rows are in the JSON of this report.");
  }
}
