package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatePlannerTest {
  private static final FeatureMatrix MATRIX = TestData.clouds(1000, 2, 1).matrix();

  private final CandidatePlanner planner = new CandidatePlanner();

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldTryALinearModelAForestAndABoostingWhenTheBudgetIsThree(Task task) {
    CandidatePlan plan = planner.plan(charter(task, 3), MATRIX, 0, List.of());

    assertThat(plan.folds()).isEqualTo(5);
    assertThat(plan.candidates())
        .extracting(Candidate::algorithm)
        .containsExactly(
            task == Task.REGRESSION ? "ridge" : "logistic-regression",
            "random-forest",
            "gradient-boosting");
    assertThat(
            planner
                .plan(
                    charter(task, 3), MATRIX, 0, results(plan, CandidatePlannerTest::boostingWins))
                .candidates())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldUseUpTheBudgetAndCloseWithAnEnsembleOfTheBest(Task task) {
    for (int budget : new int[] {1, 2, 4, 6, 9, 12, 40}) {
      List<CandidatePlan> plans =
          round(charter(task, budget), MATRIX, 0, CandidatePlannerTest::boostingWins);
      List<Candidate> all = candidates(plans);

      assertThat(all).hasSize(budget);
      assertThat(all).extracting(Candidate::id).doesNotHaveDuplicates();
      assertThat(all).extracting(Candidate::seed).doesNotHaveDuplicates();
      assertThat(configurations(all)).doesNotHaveDuplicates();
      assertThat(all.getLast().algorithm().equals("ensemble")).isEqualTo(budget >= 4);
      assertThat(all.stream().filter(c -> c.algorithm().equals("ensemble")).count())
          .isLessThanOrEqualTo(1);
      assertThat(plans)
          .extracting(CandidatePlan::wave)
          .isEqualTo(List.copyOf(IntStream.range(0, plans.size()).boxed().toList()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 8, 20, 40})
  void shouldGoOnWhereItStoppedWhenTheBudgetOfCandidatesIsExtended(int extended) {
    CandidatePlan first = planner.plan(charter(Task.BINARY, 3), MATRIX, 0, List.of());
    List<CandidateResult> results =
        new ArrayList<>(results(first, CandidatePlannerTest::boostingWins));
    List<Candidate> all = new ArrayList<>(first.candidates());

    for (CandidatePlan plan = planner.plan(charter(Task.BINARY, extended), MATRIX, 0, results);
        !plan.candidates().isEmpty();
        plan = planner.plan(charter(Task.BINARY, extended), MATRIX, 0, results)) {
      all.addAll(plan.candidates());
      results.addAll(results(plan, CandidatePlannerTest::boostingWins));
    }

    List<Candidate> atOnce =
        candidates(
            round(charter(Task.BINARY, extended), MATRIX, 0, CandidatePlannerTest::boostingWins));
    assertThat(all).hasSize(extended).hasSameSizeAs(atOnce);
    assertThat(configurations(all)).doesNotHaveDuplicates();
    assertThat(configurations(all).subList(0, 4)).isEqualTo(configurations(atOnce).subList(0, 4));
  }

  @Test
  void shouldMakeTheEnsembleOfTheBestWithFewOfAKind() {
    List<Candidate> all =
        candidates(round(charter(Task.BINARY, 20), MATRIX, 0, CandidatePlannerTest::boostingWins));
    List<String> members = all.getLast().members();

    assertThat(members).hasSizeBetween(2, 6);
    assertThat(members.getFirst()).endsWith("lightgbm");
    assertThat(members.stream().filter(id -> id.endsWith("lightgbm"))).hasSize(2);
    assertThat(all).extracting(Candidate::id).containsAll(members);
  }

  @Test
  void shouldSearchMostWhereTheBestIsAndComeNearer() {
    List<Candidate> all =
        candidates(round(charter(Task.BINARY, 40), MATRIX, 0, CandidatePlannerTest::boostingWins));
    List<Candidate> searched = all.subList(20, 39);

    assertThat(searched.stream().filter(c -> c.algorithm().equals("lightgbm")))
        .hasSizeGreaterThan(10);
    assertThat(
            all.stream()
                .limit(39)
                .mapToDouble(CandidatePlannerTest::boostingWins)
                .min()
                .orElseThrow())
        .isLessThan(0.02);
  }

  @Test
  void shouldSetTheBarAtTheBestSoFar() {
    CandidatePlan first = planner.plan(charter(Task.BINARY, 12), MATRIX, 0, List.of());
    List<CandidateResult> results = results(first, CandidatePlannerTest::boostingWins);
    CandidatePlan second = planner.plan(charter(Task.BINARY, 12), MATRIX, 0, results);

    assertThat(first.bar()).isEmpty();
    assertThat(second.wave()).isEqualTo(1);
    assertThat(second.bar())
        .isEqualTo(
            results.stream()
                .min(ModelSelector.betterFirst(Metric.LOG_LOSS))
                .orElseThrow()
                .foldScores());
  }

  @Test
  void shouldGoOnWhenNoneOfAWaveIsUsable() {
    Charter charter = charter(Task.BINARY, 12);
    List<CandidateResult> results = new ArrayList<>();
    int planned = 0;
    for (CandidatePlan plan = planner.plan(charter, MATRIX, 0, results);
        !plan.candidates().isEmpty();
        plan = planner.plan(charter, MATRIX, 0, results)) {
      planned += plan.candidates().size();
      plan.candidates()
          .forEach(
              c -> results.add(CandidateResult.unusable(c, Metric.LOG_LOSS, "out of memory", 5)));
    }

    assertThat(planned).isBetween(6, 12);
    assertThat(results).extracting(CandidateResult::algorithm).doesNotContain("ensemble");
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldTryOtherConfigurationsInEachRound(Task task) {
    Charter charter = charter(task, 12);
    var first =
        configurations(candidates(round(charter, MATRIX, 0, CandidatePlannerTest::boostingWins)));
    var second =
        configurations(candidates(round(charter, MATRIX, 1, CandidatePlannerTest::boostingWins)));
    var third =
        configurations(candidates(round(charter, MATRIX, 2, CandidatePlannerTest::boostingWins)));

    assertThat(second).hasSize(12).doesNotContainAnyElementsOf(first.subList(0, 11));
    assertThat(third).hasSize(12).doesNotContainAnyElementsOf(first.subList(0, 11));
    assertThat(third).doesNotContainAnyElementsOf(second.subList(0, 11));
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldBeginWithWhatIsQuickWhenTheTableIsLarge(Task task) {
    FeatureMatrix large =
        TestData.of(new double[60_000][2], new double[60_000], task == Task.REGRESSION ? 0 : 2)
            .matrix();
    List<Candidate> all =
        candidates(round(charter(task, 12), large, 0, CandidatePlannerTest::boostingWins));

    assertThat(all.getFirst().algorithm()).isEqualTo("lightgbm");
    assertThat(all)
        .extracting(Candidate::algorithm)
        .doesNotContain("gradient-boosting", "adaboost")
        .contains("ensemble");
  }

  @Test
  void shouldMakeTheEnsembleWhileThereIsTimeForIt() {
    Charter charter = charter(Task.BINARY, 40);
    List<CandidateResult> results =
        results(planner.plan(charter, MATRIX, 0, List.of()), CandidatePlannerTest::boostingWins);

    CandidatePlan unhurried =
        planner.plan(charter, MATRIX, 0, results, Duration.ofMillis(20L * MILLIS));
    CandidatePlan shorter =
        planner.plan(charter, MATRIX, 0, results, Duration.ofMillis(5L * MILLIS));
    CandidatePlan closing =
        planner.plan(charter, MATRIX, 0, results, Duration.ofMillis(3L * MILLIS));
    CandidatePlan smaller =
        planner.plan(charter, MATRIX, 0, results, Duration.ofMillis(3L * MILLIS / 2));
    CandidatePlan nothing =
        planner.plan(charter, MATRIX, 0, results, Duration.ofMillis(MILLIS / 2));

    assertThat(unhurried).isEqualTo(planner.plan(charter, MATRIX, 0, results));
    assertThat(shorter.candidates())
        .hasSize(2)
        .extracting(Candidate::members)
        .containsOnly(List.of());
    assertThat(closing.candidates()).hasSize(1);
    assertThat(closing.candidates().getFirst().members()).hasSize(6);
    assertThat(smaller.candidates()).hasSize(1);
    assertThat(smaller.candidates().getFirst().members()).hasSize(3);
    assertThat(nothing.candidates()).isEmpty();
  }

  @Test
  void shouldBeginWithFewWhereTimeIsShort() {
    Charter charter = charter(Task.BINARY, 40);

    CandidatePlan hurried = planner.plan(charter, MATRIX, 0, List.of(), Duration.ofSeconds(10));
    CandidatePlan unhurried = planner.plan(charter, MATRIX, 0, List.of(), Duration.ofMinutes(5));
    List<CandidateResult> six = results(hurried, CandidatePlannerTest::boostingWins);
    CandidatePlan next = planner.plan(charter, MATRIX, 0, six, Duration.ofMinutes(5));

    assertThat(hurried.candidates()).hasSize(6);
    assertThat(unhurried.candidates().size()).isGreaterThan(10);
    // There is more time than it looked, so the portfolio goes on.
    assertThat(next.wave()).isZero();
    assertThat(configurations(next.candidates()))
        .isEqualTo(
            configurations(unhurried.candidates()).subList(6, unhurried.candidates().size()));
  }

  @Test
  void shouldPlanNothingWhenThereIsNoTime() {
    assertThat(
            planner.plan(charter(Task.BINARY, 9), MATRIX, 0, List.of(), Duration.ZERO).candidates())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldPlanTheSameAgain(int round) {
    Charter charter = charter(Task.BINARY, 20);
    List<CandidatePlan> plans = round(charter, MATRIX, round, CandidatePlannerTest::boostingWins);

    assertThat(round(charter, MATRIX, round, CandidatePlannerTest::boostingWins)).isEqualTo(plans);
    for (CandidatePlan plan : plans) {
      assertThat(Json.read(Json.bytes(plan), CandidatePlan.class)).isEqualTo(plan);
    }
  }

  @Test
  void shouldPlanForMatricesOfAnyShape() {
    for (int features : new int[] {1, 2, 3, 500}) {
      FeatureMatrix matrix = TestData.of(new double[6][features], new double[6], 2).matrix();
      for (int round = 0; round < 3; round++) {
        assertThat(candidates(round(charter(Task.BINARY, 30), matrix, round, _ -> 1)))
            .hasSizeBetween(12, 30);
      }
    }
  }

  @Test
  void shouldNameTheCandidatesWhenOneIsNotInThePlan() {
    CandidatePlan plan = planner.plan(charter(Task.BINARY, 1), MATRIX, 0, List.of());

    assertThat(plan.candidate("r0-01-logistic-regression").algorithm())
        .isEqualTo("logistic-regression");
    assertThatThrownBy(() -> plan.candidate("r9"))
        .hasMessageContaining("'r9'")
        .hasMessageContaining("r0-01-logistic-regression");
  }

  private static final int MILLIS = 1000;

  /** A loss: boosting is best, and the better the nearer its leaves are to 8. */
  private static double boostingWins(Candidate candidate) {
    return candidate.algorithm().equals("lightgbm")
        ? 0.1 * Math.abs(Math.log(candidate.hyperparameters().getOrDefault("max-leaves", 8.0) / 8))
        : 1;
  }

  /** All waves of a round, when each candidate gets the loss that a function says. */
  private List<CandidatePlan> round(
      Charter charter, FeatureMatrix matrix, int round, ToDoubleFunction<Candidate> loss) {
    List<CandidatePlan> plans = new ArrayList<>();
    List<CandidateResult> results = new ArrayList<>();
    CandidatePlan plan = planner.plan(charter, matrix, round, results);
    while (!plan.candidates().isEmpty()) {
      plans.add(plan);
      results.addAll(results(plan, loss));
      plan = planner.plan(charter, matrix, round, results);
    }
    return plans;
  }

  private static List<Candidate> candidates(List<CandidatePlan> plans) {
    return plans.stream().flatMap(plan -> plan.candidates().stream()).toList();
  }

  private static List<CandidateResult> results(
      CandidatePlan plan, ToDoubleFunction<Candidate> loss) {
    return plan.candidates().stream().map(candidate -> result(candidate, loss)).toList();
  }

  private static CandidateResult result(Candidate candidate, ToDoubleFunction<Candidate> loss) {
    double score = candidate.algorithm().equals("ensemble") ? 0 : loss.applyAsDouble(candidate);
    return new CandidateResult(
        candidate.id(),
        candidate.algorithm(),
        candidate.hyperparameters(),
        candidate.seed(),
        true,
        null,
        Metric.LOG_LOSS,
        score,
        0.1,
        List.of(score - 0.1, score + 0.11, score - 0.01 * (candidate.seed() % 3)),
        List.of(),
        Calibration.NONE,
        0.5,
        Map.of(),
        Digest.of(candidate.id() + " out of fold"),
        Digest.of(candidate.id()),
        100,
        0,
        MILLIS,
        1);
  }

  private static List<Configuration> configurations(List<Candidate> candidates) {
    return candidates.stream()
        .map(c -> new Configuration(c.algorithm(), c.hyperparameters()))
        .toList();
  }

  @Test
  void shouldWeighTheDearerClassWhereTheCharterGivesCosts() {
    Charter dear = TestData.charter(Task.BINARY, Metric.LOG_LOSS, 40, new ErrorCosts(1, 5));

    assertThat(weights(dear)).containsOnly(5.0).hasSizeGreaterThanOrEqualTo(2);
    assertThat(weights(charter(Task.BINARY, 40))).isEmpty();
    assertThat(weights(TestData.charter(Task.BINARY, Metric.LOG_LOSS, 40, new ErrorCosts(100, 1))))
        .containsOnly(0.05);
  }

  private List<Double> weights(Charter charter) {
    return planner.plan(charter, MATRIX, 0, List.of()).candidates().stream()
        .map(candidate -> candidate.hyperparameters().get("positive-weight"))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Charter charter(Task task, int candidates) {
    return TestData.charter(
        task,
        task == Task.REGRESSION ? Metric.RMSE : Metric.LOG_LOSS,
        candidates,
        new ErrorCosts(1, 1));
  }
}
