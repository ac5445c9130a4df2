package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSelectorTest {
  private static final Charter AUC = TestData.charter(Task.BINARY, Metric.AUC);
  private static final Charter RMSE = TestData.charter(Task.REGRESSION, Metric.RMSE);
  private final ModelSelector selector = new ModelSelector();

  @Test
  void shouldPreferTheLinearModelWhenItsDifferenceFoldByFoldIsWithinItsStandardError() {
    Selection selection =
        selector.select(
            AUC,
            List.of(
                result("forest", "random-forest", 9000, 0.82, 0.78, 0.81),
                result("logistic", "logistic-regression", 20_000, 0.80, 0.79, 0.80)));

    assertThat(selection.best().id()).isEqualTo("logistic");
    assertThat(selection.leaderboard()).extracting(CandidateResult::id).startsWith("forest");
    assertThat(selection.why()).contains("simplest", "0.0088", "0.7967", "0.8033", "fold by fold");
  }

  @Test
  void shouldTakeTheBestWhenItIsAheadOnEachFoldHoweverMuchTheFoldsDiffer() {
    Selection selection =
        selector.select(
            AUC,
            List.of(
                result("logistic", "logistic-regression", 100, 0.69, 0.79, 0.895),
                result("boosting", "gradient-boosting", 9000, 0.70, 0.80, 0.90)));

    assertThat(selection.best().standardError()).isGreaterThan(0.05);
    assertThat(selection.best().id()).isEqualTo("boosting");
    assertThat(selection.why()).contains("best auc");
  }

  @Test
  void shouldCompareWithTheLeadersStandardErrorWhenTheFoldsDoNotPairUp() {
    Selection selection =
        selector.select(
            AUC,
            List.of(
                result("logistic", "logistic-regression", 100, 0.78, 0.80),
                result("boosting", "gradient-boosting", 9000, 0.70, 0.82, 0.90)));

    assertThat(selection.best().id()).isEqualTo("logistic");
    assertThat(selection.why()).contains("0.0581").doesNotContain("fold by fold");
  }

  @Test
  void shouldPreferTheBetterOfTwoThatAreAsSimpleWhateverTheirSize() {
    List<CandidateResult> trees =
        List.of(
            result("big", "random-forest", 90_000, 0.82, 0.79),
            result("small", "gradient-boosting", 9000, 0.78, 0.82));
    List<CandidateResult> linear =
        List.of(
            result("a", "logistic-regression", 100, 0.78, 0.82),
            result("b", "logistic-regression", 101, 0.82, 0.79));

    assertThat(selector.select(AUC, trees).best().id()).isEqualTo("big");
    assertThat(selector.select(AUC, linear).best().id()).isEqualTo("b");
  }

  @Test
  void shouldPreferLinearToOneTreeToWhatNobodyCanRead() {
    CandidateResult ensemble = result("e", "ensemble", 10, 0.80, 0.80);
    CandidateResult tree = result("t", "decision-tree", 90_000, 0.78, 0.82);
    CandidateResult linear = result("l", "elastic-net", 900_000, 0.78, 0.82);

    assertThat(selector.select(AUC, List.of(ensemble, tree)).best().id()).isEqualTo("t");
    assertThat(selector.select(AUC, List.of(ensemble, tree, linear)).best().id()).isEqualTo("l");
  }

  @Test
  void shouldTakeAnEnsembleThatIsBetterThanAForest() {
    CandidateResult ensemble = result("e", "ensemble", 90_000, 0.79, 0.83);
    CandidateResult forest = result("f", "random-forest", 9000, 0.78, 0.82);

    assertThat(selector.select(AUC, List.of(ensemble, forest)).best().id()).isEqualTo("e");
    assertThat(selector.select(AUC, List.of(result("e", "ensemble", 9, 0.77, 0.81), forest)).best())
        .isEqualTo(forest);
  }

  @Test
  void shouldTakeTheLowerValueWhenLowerIsBetter() {
    Selection selection =
        selector.select(
            RMSE,
            List.of(
                result("ridge", "ridge", 100, 110, 121),
                result("forest", "random-forest", 9000, 100, 110)));

    assertThat(selection.best().id()).isEqualTo("forest");
    assertThat(selection.leaderboard())
        .extracting(CandidateResult::id)
        .containsExactly("forest", "ridge");
  }

  @Test
  void shouldListUnusableCandidatesLastAndNeverChooseThem() {
    Selection selection =
        selector.select(AUC, List.of(unusable("bad"), result("ok", "random-forest", 9, 0.5, 0.7)));

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
        selector.select(AUC, List.of(unusable("a"), result("b", "random-forest", 9, 0.5, 0.7)));

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
      String id, String algorithm, int bytes, double... foldScores) {
    double mean = Arrays.stream(foldScores).average().orElseThrow();
    double squares = Arrays.stream(foldScores).map(s -> (s - mean) * (s - mean)).sum();
    return new CandidateResult(
        id,
        algorithm,
        Map.of(),
        1,
        true,
        null,
        Metric.AUC,
        mean,
        Math.sqrt(squares / (foldScores.length - 1) / foldScores.length),
        Arrays.stream(foldScores).boxed().toList(),
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
