package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {
  private static final Charter BINARY = TestData.charter(Task.BINARY, Metric.LOG_LOSS);

  @ParameterizedTest
  @CsvSource({
    "gradient-boosting, BINARY",
    "lightgbm, BINARY",
    "gradient-boosting, MULTICLASS",
    "lightgbm, MULTICLASS",
    "gradient-boosting, REGRESSION",
    "lightgbm, REGRESSION"
  })
  void shouldScoreTheFirstTreesToTheBitAsAFitThatEndsThere(String algorithm, Task kind) {
    int classes = kind == Task.REGRESSION ? 0 : kind == Task.BINARY ? 2 : 3;
    TestData data = classes == 0 ? TestData.friedman(300, 1) : TestData.clouds(300, classes, 1);
    Charter charter =
        TestData.charter(kind, kind == Task.REGRESSION ? Metric.RMSE : Metric.LOG_LOSS);
    Map<String, Double> many = new HashMap<>(Map.of("trees", 120.0, "shrinkage", 0.5));

    CandidateResult chosen = train(charter, data, algorithm, many).result();
    double trees = trees(chosen);
    many.put("trees", trees);

    assertThat(chosen.reason()).isNull();
    assertThat(trees).isLessThan(120);
    assertThat(chosen.hyperparameters()).containsEntry("shrinkage", 0.5);
    CandidateResult planned = train(charter, data, algorithm, many).result();
    // The stages differ, and so may the number that is chosen among them; the whole is one of both.
    assertThat(planned.validationCurve().getLast().mean()).isEqualTo(at(chosen, trees));
  }

  @Test
  void shouldShowHowWellFewerTreesDo() {
    CandidateResult result =
        train(BINARY, TestData.germanCredit(), "lightgbm", Map.of("trees", 100.0, "shrinkage", 0.3))
            .result();

    List<ValidationPoint> curve = result.validationCurve();
    double best = curve.stream().mapToDouble(ValidationPoint::mean).min().orElseThrow();
    assertThat(curve).hasSizeBetween(10, 15);
    assertThat(curve.getLast().setting()).isEqualTo(100);
    assertThat(curve).extracting(ValidationPoint::setting).isSorted();
    ValidationPoint chosen =
        curve.stream().filter(point -> point.setting() == trees(result)).findFirst().orElseThrow();
    assertThat(chosen.mean()).isLessThanOrEqualTo(best + 0.06 * chosen.standardError());
    assertThat(best).isLessThan(curve.getLast().mean() - chosen.standardError());
  }

  @ParameterizedTest
  @ValueSource(strings = {"random-forest", "adaboost", "logistic-regression", "decision-tree"})
  void shouldLeaveOtherAlgorithmsAsTheyArePlanned(String algorithm) {
    Map<String, Double> planned = Map.of("trees", 20.0);

    CandidateResult result = train(BINARY, TestData.clouds(200, 2, 1), algorithm, planned).result();

    assertThat(result.hyperparameters()).isEqualTo(planned);
    assertThat(result.validationCurve()).isEmpty();
  }

  private static double trees(CandidateResult result) {
    return result.hyperparameters().getOrDefault("trees", Double.NaN);
  }

  private static double at(CandidateResult result, double trees) {
    return result.validationCurve().stream()
        .filter(point -> point.setting() == trees)
        .findFirst()
        .orElseThrow()
        .mean();
  }

  private static TrainedCandidate train(
      Charter charter, TestData data, String algorithm, Map<String, Double> hyperparameters) {
    return new CandidateTrainer(2)
        .train(
            new LearningTask(charter, data.classes(), data.recipe(), data.matrix()),
            new Candidate("c", algorithm, hyperparameters, 7),
            List.of(),
            List.of(),
            Cancellation.never(),
            Progress.UNHEARD);
  }
}
