package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.PartialDependence.DependencePoint;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The explanation of a whole model. */
class ExplainerTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final RawTable sample = Cases.loans(500, 9);
  private final Scored knowing = Cases.scored(Cases.loans(600, 1), Cases.KNOWING);

  @Test
  void shouldOrderColumnsByHowMuchTheyMove() {
    ShapSummary shap = Objects.requireNonNull(explain(knowing, Cases.KNOWING).shap());
    assertThat(shap.explained()).isEqualTo("the probability of 'yes'");
    assertThat(shap.columns())
        .extracting(ShapSummary.ColumnShap::column)
        .containsExactly("duration", "purpose", "amount");
    assertThat(shap.columns().getLast().meanAbsolute()).isZero();
    // Long loans are risky: the largest values push up, the smallest down.
    List<Point> points = shap.columns().getFirst().points();
    assertThat(points.getFirst().y()).isNegative();
    assertThat(points.getLast().y()).isPositive();
    assertThat(points.size()).isLessThanOrEqualTo(100);
    assertThat(shap.columns().get(1).points()).allMatch(point -> point.x() == -1);
  }

  @Test
  void shouldDrawTheTrueCurveWhenColumnsActAlone() {
    RowScorer linear =
        rows ->
            new Predictions(
                new String[0],
                new double[0][],
                Arrays.stream(rows.numbers("duration")).map(value -> 100 * value).toArray());
    Charter regression = Cases.charter(Task.REGRESSION, Metric.RMSE, 400);
    ExplanationReport report =
        Explainer.explain(regression, Cases.regression(300, 1), Cases.asked(linear), sample);
    PartialDependence curve = report.dependences().getFirst();
    assertThat(report.dependences()).hasSize(1);
    for (DependencePoint point : curve.points()) {
      double expected = 100 * Objects.requireNonNull(point.number());
      assertThat(point.mean()).isCloseTo(expected, within(1e-9));
      assertThat(point.lower()).isCloseTo(expected, within(1e-9));
      assertThat(point.upper()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void shouldShowHowRowsDifferAlongACurve() {
    PartialDependence purpose =
        explain(knowing, Cases.KNOWING).dependences().stream()
            .filter(curve -> curve.column().equals("purpose"))
            .findFirst()
            .orElseThrow();
    assertThat(purpose.points()).hasSize(4).allMatch(point -> point.upper() > point.lower() + 0.5);
    DependencePoint education =
        purpose.points().stream()
            .filter(point -> point.level().equals("education"))
            .findFirst()
            .orElseThrow();
    assertThat(purpose.points()).allMatch(point -> point.mean() <= education.mean());
  }

  @Test
  void shouldShowNoRowOfTheHoldout() {
    // Amounts of the holdout occur nowhere in the training rows.
    double[] marked = new double[600];
    Arrays.setAll(marked, row -> 1_000_000 + row + 0.25);
    RowScorer byAmount = Cases.IGNORANT;
    Scored scored = Cases.scored(knowing.rows().withColumn("amount", marked), byAmount);
    assertThat(Json.text(explain(scored, byAmount))).doesNotContainPattern("100\\d{4}\\.25");
  }

  @Test
  void shouldGiveTheSameOnAnyNumberOfThreads() throws Exception {
    ExplanationReport report = explain(knowing, Cases.KNOWING);
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4)) {
      assertThat(one.submit(() -> explain(knowing, Cases.KNOWING)).get()).isEqualTo(report);
      assertThat(four.submit(() -> explain(knowing, Cases.KNOWING)).get()).isEqualTo(report);
    }
    assertThat(Json.read(Json.bytes(report), ExplanationReport.class)).isEqualTo(report);
  }

  @Test
  void shouldExplainOneRow() {
    ExplanationReport report =
        explain(Cases.scored(Cases.loans(1, 1), Cases.KNOWING), Cases.KNOWING);
    assertThat(report.base()).isNull();
    assertThat(report.importances()).isEmpty();
    assertThat(report.notes()).anyMatch(note -> note.startsWith("Importance cannot be said"));
    assertThat(Objects.requireNonNull(report.shap()).rows()).isEqualTo(1);
  }

  @Test
  void shouldSayWhyWhenThereIsNoRow() {
    ExplanationReport report =
        explain(Cases.scored(Cases.loans(0, 1), Cases.KNOWING), Cases.KNOWING);
    assertThat(report.shap()).isNull();
    assertThat(report.notes()).anyMatch(note -> note.contains("because there is no row"));
  }

  @Test
  void shouldSayThatNothingMovesAConstantModel() {
    RowScorer constant =
        rows -> {
          double[] same = new double[rows.rows()];
          Arrays.fill(same, 0.3);
          return Cases.binary(same, 0.5);
        };
    ExplanationReport report = explain(Cases.scored(Cases.loans(200, 1), constant), constant);
    assertThat(report.dependences()).isEmpty();
    assertThat(report.notes()).anyMatch(note -> note.startsWith("No column moves the answers"));
    assertThat(Objects.requireNonNull(report.shap()).columns())
        .allMatch(column -> column.meanAbsolute() == 0);
  }

  @Test
  void shouldExplainWhenColumnsAreConstantOrMissing() {
    RawTable flat = flattened(Cases.loans(200, 1));
    ExplanationReport report =
        Explainer.explain(
            charter,
            Cases.scored(flat, Cases.KNOWING),
            Cases.asked(Cases.KNOWING),
            flattened(sample));
    assertThat(Objects.requireNonNull(report.shap()).columns())
        .allMatch(column -> column.meanAbsolute() == 0);
    assertThat(report.dependences()).isEmpty();
    assertThat(report.examples()).isNotEmpty();
  }

  private static RawTable flattened(RawTable rows) {
    double[] none = new double[rows.rows()];
    Arrays.fill(none, Double.NaN);
    String[] one = new String[rows.rows()];
    Arrays.fill(one, "car");
    return rows.withColumn("duration", none).withColumn("amount", none).withColumn("purpose", one);
  }

  private ExplanationReport explain(Scored scored, RowScorer scorer) {
    return Explainer.explain(charter, scored, Cases.asked(scorer), sample);
  }
}
