package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CandidatePlannerTest {
  private static final FeatureMatrix MATRIX = TestData.clouds(100, 2, 1).matrix();
  private final CandidatePlanner planner = new CandidatePlanner();

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldTryThreeOfEachKindFirst(Task task) {
    CandidatePlan plan = planner.plan(charter(task, 20), MATRIX, 0, List.of());

    assertThat(plan.folds()).isEqualTo(5);
    Map<String, Long> firstNine =
        plan.candidates().subList(0, 9).stream()
            .collect(Collectors.groupingBy(Candidate::algorithm, Collectors.counting()));
    assertThat(firstNine)
        .containsOnlyKeys(
            task == Task.REGRESSION ? "ridge" : "logistic-regression",
            "random-forest",
            "gradient-boosting")
        .values()
        .containsOnly(3L);
    assertThat(plan.candidates()).extracting(Candidate::id).doesNotHaveDuplicates();
    assertThat(plan.candidates()).extracting(Candidate::seed).doesNotHaveDuplicates();
    assertThat(plan.candidates().subList(0, 3))
        .extracting(Candidate::algorithm)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldTryTheOtherKindsWhenTheBudgetIsGreater(Task task) {
    assertThat(planner.plan(charter(task, 20), MATRIX, 0, List.of()).candidates())
        .hasSizeGreaterThan(9)
        .extracting(Candidate::algorithm)
        .contains(
            "lightgbm",
            "decision-tree",
            switch (task) {
              case REGRESSION -> "elastic-net";
              case BINARY, MULTICLASS -> "adaboost";
            });
    assertThat(planner.plan(charter(task, 9), MATRIX, 1, List.of()).candidates())
        .extracting(Candidate::algorithm)
        .contains("lightgbm");
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void shouldTryOtherConfigurationsInEachRound(Task task) {
    var first = configurations(planner.plan(charter(task, 9), MATRIX, 0, List.of()));
    var second = configurations(planner.plan(charter(task, 9), MATRIX, 1, List.of()));
    var third = configurations(planner.plan(charter(task, 9), MATRIX, 2, List.of()));

    assertThat(second).hasSize(9).doesNotContainAnyElementsOf(first);
    assertThat(third).hasSize(9).doesNotContainAnyElementsOf(first);
    assertThat(third).doesNotContainAnyElementsOf(second);
  }

  @Test
  void shouldStayWithinTheBudgetAndStillTryEachKind() {
    CandidatePlan plan = planner.plan(charter(Task.BINARY, 3), MATRIX, 0, List.of());

    assertThat(plan.candidates())
        .extracting(Candidate::algorithm)
        .containsExactly("logistic-regression", "random-forest", "gradient-boosting");
  }

  @Test
  void shouldPlanTheSameAgain() {
    CandidatePlan plan = planner.plan(charter(Task.BINARY, 20), MATRIX, 2, List.of());

    assertThat(planner.plan(charter(Task.BINARY, 20), MATRIX, 2, List.of())).isEqualTo(plan);
    assertThat(Json.read(Json.bytes(plan), CandidatePlan.class)).isEqualTo(plan);
  }

  @Test
  void shouldPlanForMatricesOfAnyShape() {
    for (int features : new int[] {1, 2, 3, 500}) {
      FeatureMatrix matrix = TestData.of(new double[6][features], new double[6], 2).matrix();
      for (int round = 0; round < 3; round++) {
        assertThat(planner.plan(charter(Task.BINARY, 30), matrix, round, List.of()).candidates())
            .isNotEmpty();
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

  private static List<Configuration> configurations(CandidatePlan plan) {
    return plan.candidates().stream()
        .map(c -> new Configuration(c.algorithm(), c.hyperparameters()))
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
