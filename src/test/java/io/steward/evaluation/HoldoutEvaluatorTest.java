package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HoldoutEvaluatorTest {
  private final Scored scored = Cases.scored(Cases.loans(200, 1), Cases.KNOWING);

  @Test
  void shouldReachTheThresholdWhenTheValueDoes() {
    HoldoutEvaluation evaluation = evaluate(0.7);

    MetricResult primary = evaluation.primary();
    assertThat(primary.verdict()).isEqualTo(Verdict.REACHED);
    assertThat(primary.value())
        .isEqualTo(Metrics.value(Metric.AUC, scored.outcomes(new Charter.ErrorCosts(1, 5))));
    assertThat(primary.lower()).isLessThan(primary.value());
    assertThat(primary.upper()).isGreaterThan(primary.value());
    assertThat(primary.baseline()).isEqualTo(0.5);
    assertThat(evaluation.metrics())
        .extracting(MetricResult::metric)
        .containsExactly(
            Metric.AUC,
            Metric.AVERAGE_PRECISION,
            Metric.ACCURACY,
            Metric.F1,
            Metric.RECALL,
            Metric.PRECISION,
            Metric.BRIER,
            Metric.LOG_LOSS,
            Metric.EXPECTED_COST);
  }

  @Test
  void shouldMissTheThresholdWhenTheValueDoesNotReachIt() {
    assertThat(evaluate(0.99).primary().verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void shouldSayThatOtherRowsCouldTurnTheVerdictWhenTheThresholdIsInTheInterval() {
    double value = Objects.requireNonNull(evaluate(0.7).primary().value());
    assertThat(evaluate(value - 0.001).primary().note()).contains("within the interval");
  }

  @Test
  void shouldStayUndecidedWhenThereAreTooFewRows() {
    Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.5);
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(charter, Cases.scored(Cases.loans(29, 1), Cases.KNOWING));

    assertThat(evaluation.primary().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(evaluation.primary().note()).contains("29 rows").contains("30");
  }

  @Test
  void shouldStayUndecidedWhenThereIsOneClass() {
    Scored one =
        new Scored(
            scored.rows(),
            new double[200],
            scored.predictions(),
            scored.classes(),
            scored.threshold());
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(Cases.charter(Task.BINARY, Metric.AUC, 0.5), one);

    assertThat(evaluation.primary().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(evaluation.primary().value()).isNull();
    assertThat(evaluation.primary().lower()).isNull();
    assertThat(evaluation.roc()).isEmpty();
    assertThat(Json.read(Json.bytes(evaluation), HoldoutEvaluation.class)).isEqualTo(evaluation);
  }

  @Test
  void shouldStayUndecidedWhenThereIsNoRow() {
    for (Task task : Task.values()) {
      Scored none =
          task == Task.BINARY
              ? Cases.scored(Cases.loans(0, 1), Cases.KNOWING)
              : task == Task.REGRESSION ? Cases.regression(0, 1) : Cases.multiclass(0, 1);
      Metric metric = task == Task.REGRESSION ? Metric.RMSE : Metric.ACCURACY;
      HoldoutEvaluation evaluation =
          HoldoutEvaluator.evaluate(Cases.charter(task, metric, 0.5), none);
      assertThat(evaluation.primary().verdict()).isEqualTo(Verdict.UNDECIDED);
      assertThat(Json.read(Json.bytes(evaluation), HoldoutEvaluation.class)).isEqualTo(evaluation);
    }
  }

  @Test
  void shouldSayThatTheModelIsNoBetterThanAConstantWhenItIsNot() {
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.BINARY, Metric.LOG_LOSS, 0.6),
            Cases.scored(scored.rows(), Cases.IGNORANT));
    assertThat(evaluation.notes()).anyMatch(note -> note.contains("no better than"));
  }

  @Test
  void shouldCountAnswersAndCostsWhenBinary() {
    HoldoutEvaluation evaluation = evaluate(0.7);
    ConfusionMatrix confusion = Objects.requireNonNull(evaluation.confusion());
    assertThat(confusion.counts().stream().flatMap(List::stream).mapToLong(n -> n).sum())
        .isEqualTo(200);
    double cost = (confusion.counts().get(0).get(1) + 5.0 * confusion.counts().get(1).get(0)) / 200;
    assertThat(evaluation.expectedCost()).isCloseTo(cost, within(1e-12));
    assertThat(evaluation.baselineCost()).isPositive();
    assertThat(evaluation.calibration().stream().mapToLong(CalibrationBin::rows).sum())
        .isEqualTo(200);
    assertThat(evaluation.calibrationError()).isBetween(0.0, 0.2);
  }

  @Test
  void shouldThinCurvesWhenThereAreManyRows() {
    Scored many = Cases.scored(Cases.loans(3000, 3), Cases.KNOWING);
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(Cases.charter(Task.BINARY, Metric.AUC, 0.7), many);
    assertThat(evaluation.roc()).hasSizeLessThanOrEqualTo(100);
    assertThat(evaluation.precisionRecall()).hasSizeLessThanOrEqualTo(100);
    assertThat(evaluation.roc().getFirst()).isEqualTo(new Point(0, 0));
    assertThat(evaluation.roc().getLast()).isEqualTo(new Point(1, 1));
    assertThat(evaluation.primary().value()).isCloseTo(area(evaluation.roc()), within(0.005));
  }

  @Test
  void shouldGiveTheSameBytesWhenAskedAgain() {
    assertThat(Json.bytes(evaluate(0.7))).isEqualTo(Json.bytes(evaluate(0.7)));
  }

  @Test
  void shouldSurviveJsonForEveryTask() {
    HoldoutEvaluation binary = evaluate(0.7);
    HoldoutEvaluation regression =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.REGRESSION, Metric.RMSE, 350), Cases.regression(150, 5));
    HoldoutEvaluation multiclass =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.MULTICLASS, Metric.F1, 0.6), Cases.multiclass(150, 5));
    for (HoldoutEvaluation evaluation : List.of(binary, regression, multiclass)) {
      assertThat(evaluation.primary().verdict()).isEqualTo(Verdict.REACHED);
      assertThat(Json.read(Json.bytes(evaluation), HoldoutEvaluation.class)).isEqualTo(evaluation);
    }
    ResidualSummary residuals = Objects.requireNonNull(regression.residuals());
    assertThat(residuals.points()).hasSize(100);
    assertThat(residuals.standardDeviation()).isBetween(240.0, 360.0);
    assertThat(Objects.requireNonNull(multiclass.confusion()).counts()).hasSize(3);
  }

  @Test
  void shouldKeepSecondaryThresholdsApart() {
    Charter charter =
        Cases.charter(
            Task.BINARY,
            List.of(
                new MetricThreshold(Metric.AUC, 0.7),
                new MetricThreshold(Metric.BRIER, 0.01),
                new MetricThreshold(Metric.ACCURACY, 0.6)),
            List.of());
    assertThat(HoldoutEvaluator.evaluate(charter, scored).metrics())
        .extracting(MetricResult::verdict)
        .startsWith(Verdict.REACHED, Verdict.MISSED, Verdict.REACHED, Verdict.INFORMATIVE);
  }

  @Test
  void shouldCoverTheTruthInNineteenOfTwentySimulations() {
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    int simulations = 400;
    for (int simulation = 0; simulation < simulations; simulation++) {
      double[] hits = new double[150];
      Arrays.setAll(hits, row -> random.nextDouble() < 0.75 ? 1 : 0);
      double[][] positive = new double[150][];
      Arrays.fill(positive, new double[] {0.2, 0.8});
      var accuracy =
          Metrics.weighted(
              Metric.ACCURACY, io.steward.metrics.Outcomes.ofClasses(hits, positive, 0.5));
      Interval interval =
          Objects.requireNonNull(
              new Bootstrap(150, random.nextLong(), List.of(accuracy)).interval(0));
      covered += interval.lower() <= 0.75 && 0.75 <= interval.upper() ? 1 : 0;
    }
    assertThat(covered / (double) simulations).isBetween(0.93, 0.97);
  }

  private HoldoutEvaluation evaluate(double threshold) {
    return HoldoutEvaluator.evaluate(Cases.charter(Task.BINARY, Metric.AUC, threshold), scored);
  }

  private static double area(List<Point> curve) {
    double area = 0;
    for (int index = 1; index < curve.size(); index++) {
      Point left = curve.get(index - 1);
      Point right = curve.get(index);
      area += (right.x() - left.x()) * (right.y() + left.y()) / 2;
    }
    return area;
  }
}
