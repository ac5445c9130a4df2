package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSelectorTest {
  private static final Charter AUC = TestData.charter(Task.BINARY, Metric.AUC);
  private static final Charter RMSE = TestData.charter(Task.REGRESSION, Metric.RMSE);
  private final ModelSelector selector = new ModelSelector();

  @Test
  void shouldPreferTheLinearModelWithinOneStandardErrorOfTheBest() {
    Selection selection =
        selector.select(
            AUC,
            List.of(
                result("forest", "random-forest", 0.80, 0.02, 9000),
                result("logistic", "logistic-regression", 0.785, 0.01, 20_000)));

    assertThat(selection.best().id()).isEqualTo("logistic");
    assertThat(selection.leaderboard()).extracting(CandidateResult::id).startsWith("forest");
    assertThat(selection.why()).contains("simplest", "0.0200", "0.7850", "0.8000");
  }

  @Test
  void shouldTakeTheBestWhenNoSimplerOneComesNear() {
    Selection selection =
        selector.select(
            AUC,
            List.of(
                result("logistic", "logistic-regression", 0.77, 0.01, 100),
                result("boosting", "gradient-boosting", 0.80, 0.02, 9000)));

    assertThat(selection.best().id()).isEqualTo("boosting");
    assertThat(selection.why()).contains("best auc");
  }

  @Test
  void shouldPreferTheSmallerOfTwoTreeModelsAndTheBetterOfTwoLinearOnes() {
    List<CandidateResult> trees =
        List.of(
            result("big", "random-forest", 0.80, 0.02, 90_000),
            result("small", "gradient-boosting", 0.79, 0.02, 9000));
    List<CandidateResult> linear =
        List.of(
            result("a", "logistic-regression", 0.79, 0.02, 100),
            result("b", "logistic-regression", 0.80, 0.02, 101));

    assertThat(selector.select(AUC, trees).best().id()).isEqualTo("small");
    assertThat(selector.select(AUC, linear).best().id()).isEqualTo("b");
  }

  @Test
  void shouldTakeTheLowerValueWhenLowerIsBetter() {
    Selection selection =
        selector.select(
            RMSE,
            List.of(
                result("ridge", "ridge", 110, 5, 100),
                result("forest", "random-forest", 100, 5, 9000)));

    assertThat(selection.best().id()).isEqualTo("forest");
    assertThat(selection.leaderboard())
        .extracting(CandidateResult::id)
        .containsExactly("forest", "ridge");
  }

  @Test
  void shouldListUnusableCandidatesLastAndNeverChooseThem() {
    Selection selection =
        selector.select(AUC, List.of(unusable("bad"), result("ok", "random-forest", 0.6, 0.1, 9)));

    assertThat(selection.best().id()).isEqualTo("ok");
    assertThat(selection.leaderboard().getLast().reason()).isEqualTo("out of memory");
  }

  @Test
  void shouldSayWhyNoneIsUsable() {
    assertThatThrownBy(() -> selector.select(AUC, List.of(unusable("a"), unusable("b"))))
        .isInstanceOf(NoUsableCandidateException.class)
        .hasMessageContaining("a: out of memory")
        .hasMessageContaining("b: out of memory");
    assertThatThrownBy(() -> selector.select(AUC, List.of()))
        .isInstanceOf(NoUsableCandidateException.class);
  }

  @Test
  void shouldSurviveJson() {
    Selection selection =
        selector.select(AUC, List.of(unusable("a"), result("b", "random-forest", 0.6, 0.1, 9)));

    assertThat(Json.read(Json.bytes(selection), Selection.class)).isEqualTo(selection);
  }

  private static CandidateResult unusable(String id) {
    return CandidateResult.unusable(
        new Candidate(id, "random-forest", Map.of("trees", 5.0), 1),
        Metric.AUC,
        "out of memory",
        3);
  }

  private static CandidateResult result(
      String id, String algorithm, double score, double error, int bytes) {
    return new CandidateResult(
        id,
        algorithm,
        Map.of(),
        1,
        true,
        null,
        Metric.AUC,
        score,
        error,
        List.of(score, score),
        List.of(),
        Calibration.NONE,
        0.5,
        Map.of(),
        Digest.of(id + " out of fold"),
        Digest.of(id),
        bytes,
        0,
        1,
        1);
  }
}
