package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Suitability;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.charter.ThumbRule;
import io.steward.evaluation.HoldoutComparison.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Is machine learning worth it? And what the curves beside it say. */
class WorthTest {
  private final Scored knowing = Cases.scored(Cases.loans(1500, 1), Cases.KNOWING);
  private final Scored ignorant = Cases.scored(Cases.loans(1500, 1), Cases.IGNORANT);

  private static Charter charter(Task task, Metric metric, @Nullable ThumbRule rule) {
    Charter plain = Cases.charter(task, metric, 0.6);
    return new Charter(
        plain.name(),
        plain.title(),
        plain.problem(),
        plain.decision(),
        plain.owner(),
        plain.task(),
        plain.source(),
        plain.target(),
        plain.columns(),
        plain.success(),
        plain.costs(),
        plain.fairness(),
        plain.serving(),
        plain.budget(),
        plain.monitoring(),
        new Suitability(true, true, true, false, "what is done today", rule),
        plain.regulatory(),
        plain.seed(),
        plain.split(),
        plain.features(),
        plain.contract());
  }

  private static ThumbRule above(String column, double limit) {
    return new ThumbRule(column, List.of(), null, limit, null);
  }

  private static Worth worth(Charter charter, Scored scored) {
    return Objects.requireNonNull(HoldoutEvaluator.evaluate(charter, scored).worth());
  }

  @Test
  void shouldSayThatTheModelIsWorthItWhenItBeatsTheRule() {
    Worth worth = worth(charter(Task.BINARY, Metric.AUC, above("amount", 2000)), knowing);
    assertThat(worth.comparisons())
        .extracting(HoldoutComparison::metric)
        .containsExactly(Metric.AUC, Metric.AUC, Metric.EXPECTED_COST);
    assertThat(worth.comparisons()).allMatch(each -> each.outcome() == Outcome.BETTER);
    assertThat(worth.comparisons().get(1).words())
        .contains("rule of thumb (amount above 2000.0)")
        .contains("interval of the gain");
    assertThat(worth.verdict()).startsWith("The model is worth it");
    assertThat(Json.read(Json.bytes(worth), Worth.class)).isEqualTo(worth);
  }

  @Test
  void shouldSayThatTheModelIsNotWorthItWhenTheRuleBeatsIt() {
    Worth worth = worth(charter(Task.BINARY, Metric.AUC, above("duration", 35)), ignorant);
    assertThat(worth.comparisons().get(1).outcome()).isEqualTo(Outcome.WORSE);
    assertThat(worth.verdict()).contains("not worth it");
  }

  @Test
  void shouldNotPassWhenTheRuleCannotBeTried() {
    for (ThumbRule rule :
        List.of(above("income", 1), new ThumbRule("purpose", List.of(), 3.0, null, null))) {
      Worth worth = worth(charter(Task.BINARY, Metric.AUC, rule), knowing);
      assertThat(worth.comparisons().getLast().outcome()).isEqualTo(Outcome.CANNOT_BE_SAID);
      assertThat(worth.comparisons().getLast().words()).contains("because");
      assertThat(worth.verdict()).contains("cannot be said");
    }
  }

  @Test
  void shouldSayThatTheRuleIsKnownInWordsOnly() {
    assertThat(worth(charter(Task.BINARY, Metric.AUC, null), knowing).verdict())
        .contains("in words only");
  }

  @Test
  void shouldTryRulesByValues() {
    ThumbRule rule = new ThumbRule("purpose", List.of("education", "car"), null, null, null);
    HoldoutComparison comparison =
        worth(charter(Task.BINARY, Metric.ACCURACY, rule), knowing).comparisons().get(1);
    String[] purpose = knowing.rows().texts("purpose");
    double right = 0;
    for (int row = 0; row < purpose.length; row++) {
      boolean answer = purpose[row].equals("education") || purpose[row].equals("car");
      right += answer == (knowing.truth()[row] == 1) ? 1 : 0;
    }
    assertThat(comparison.other()).isCloseTo(right / purpose.length, within(1e-12));
  }

  @Test
  void shouldTryConstantsAndColumnsInARegression() {
    Scored scored = Cases.regression(300, 2);
    Worth constant =
        worth(
            charter(
                Task.REGRESSION, Metric.MAE, new ThumbRule(null, List.of(), null, null, 3000.0)),
            scored);
    assertThat(constant.comparisons()).allMatch(each -> each.outcome() == Outcome.BETTER);
    Worth column =
        worth(
            charter(
                Task.REGRESSION,
                Metric.MAE,
                new ThumbRule("duration", List.of(), null, null, null)),
            scored);
    assertThat(column.comparisons().getLast().other()).isGreaterThan(1000);
  }

  @Test
  void shouldSayNothingWhenThereIsNoRow() {
    Scored none = Cases.scored(Cases.loans(0, 1), Cases.KNOWING);
    Worth worth = worth(charter(Task.BINARY, Metric.AUC, above("amount", 2000)), none);
    assertThat(worth.comparisons()).allMatch(each -> each.outcome() == Outcome.CANNOT_BE_SAID);
    assertThat(worth.verdict()).contains("cannot be said");
  }

  @Test
  void shouldShowGainAndLiftByTenths() {
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(charter(Task.BINARY, Metric.AUC, null), knowing);
    assertThat(evaluation.gain().getFirst()).isEqualTo(new Point(0, 0));
    assertThat(evaluation.gain().getLast()).isEqualTo(new Point(1, 1));
    assertThat(evaluation.lift()).hasSize(10);
    assertThat(evaluation.lift().getFirst().lift()).isGreaterThan(1.5);
    assertThat(evaluation.lift().getLast().gain()).isCloseTo(1, within(1e-12));
    assertThat(evaluation.lift().stream().mapToDouble(LiftBin::positives).sum())
        .isCloseTo(java.util.Arrays.stream(knowing.truth()).sum(), within(1e-9));
  }

  @Test
  void shouldShareOutRowsWithEqualProbabilities() {
    Scored equal =
        new Scored(
            knowing.rows(),
            knowing.truth(),
            Cases.binary(new double[1500], 0.5),
            knowing.classes(),
            0.5);
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(charter(Task.BINARY, Metric.AUC, null), equal);
    assertThat(evaluation.lift())
        .allSatisfy(bin -> assertThat(bin.lift()).isCloseTo(1, within(1e-9)));
    assertThat(evaluation.primary().value()).isEqualTo(0.5);
    assertThat(evaluation.primary().lower()).isNull();
    assertThat(Objects.requireNonNull(evaluation.worth()).verdict()).contains("not shown");
  }

  @Test
  void shouldDecideNothingWhenThePredictionsAreNoNumbers() {
    double[] positive = knowing.predictions().positive();
    positive[3] = Double.NaN;
    Scored broken =
        new Scored(
            knowing.rows(), knowing.truth(), Cases.binary(positive, 0.5), knowing.classes(), 0.5);
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(charter(Task.BINARY, Metric.AUC, null), broken);
    assertThat(evaluation.primary().value()).isNull();
    assertThat(evaluation.primary().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(evaluation.primary().note()).contains("no number for 1 rows");
    assertThat(evaluation.roc()).isEmpty();
    assertThat(evaluation.calibration()).isEmpty();
    assertThat(Objects.requireNonNull(evaluation.worth()).verdict()).contains("cannot be said");
  }

  @Test
  void shouldShowErrorsByTenthsOfThePredictions() {
    HoldoutEvaluation evaluation =
        HoldoutEvaluator.evaluate(
            charter(Task.REGRESSION, Metric.RMSE, null), Cases.regression(1000, 2));
    List<ResidualBin> deciles = Objects.requireNonNull(evaluation.residuals()).deciles();
    assertThat(deciles).hasSize(10);
    assertThat(deciles.stream().mapToLong(ResidualBin::rows).sum()).isEqualTo(1000);
    assertThat(deciles)
        .isSortedAccordingTo(java.util.Comparator.comparingDouble(ResidualBin::predicted));
    assertThat(deciles).allMatch(bin -> bin.interval() != null && bin.absoluteError() > 0);
  }
}
