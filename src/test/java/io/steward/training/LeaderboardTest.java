package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.training.Leaderboard.Standing;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
  private static final Charter AUC = TestData.charter(Task.BINARY, Metric.AUC);
  private static final Charter RMSE = TestData.charter(Task.REGRESSION, Metric.RMSE);

  @Test
  void shouldSayOfEachCandidateWhyItWasNotSelected() {
    Leaderboard board =
        board(
            AUC,
            result("best", "random-forest", 2_400_000, 0.78, 0.82),
            result("near", "lightgbm", 61_000, 0.781, 0.799),
            result("far", "logistic-regression", 9_000, 0.76, 0.78));

    assertThat(board.lines())
        .extracting(LeaderboardLine::id, LeaderboardLine::note)
        .containsExactly(
            tuple("best", "selected: the best score"),
            tuple(
                "near",
                "within one standard error of the best, but no simpler than the selected one, which"
                    + " scores better"),
            tuple(
                "far", "behind the best by 0.0300, more than one standard error of that (0.0100)"));
  }

  @Test
  void shouldSayThatTreesLoseToALinearModelWhenItComesNearEnough() {
    Leaderboard board =
        board(
            RMSE,
            result("forest", "random-forest", 9_000, 95, 105),
            result("ridge", "ridge", 20_000, 94, 114),
            result("ridge-2", "ridge", 30_000, 94, 115));

    assertThat(board.lines())
        .extracting(LeaderboardLine::note)
        .containsExactly(
            "the best score, but a less simple kind than the selected one (ridge)",
            "selected: the simplest within one standard error of the best",
            "within one standard error of the best, but no simpler than the selected one, which"
                + " scores better");
  }

  @Test
  void shouldGiveTheReasonAndNoNumbersWhenACandidateIsNotUsable() {
    Leaderboard board =
        board(
            AUC,
            CandidateResult.unusable(
                new Candidate("bad", "random-forest", Map.of("trees", 5.0), 1),
                Metric.AUC,
                "It cannot be expressed in ONNX.",
                61_500),
            result("ok", "lightgbm", 900, 0.7, 0.8));

    Leaderboard.Place bad = board.places().getLast();
    assertThat(bad.standing()).isEqualTo(Standing.NOT_USABLE);
    assertThat(bad.score()).isNull();
    assertThat(board.lines().getLast())
        .isEqualTo(
            new LeaderboardLine(
                2,
                "random-forest",
                "bad",
                "–",
                "1 min 02 s",
                "–",
                "–",
                "trees 5",
                "It cannot be expressed in ONNX."));
    assertThat(board.lines().getFirst().note()).isEqualTo("selected: the best score");
  }

  @Test
  void shouldShowTheScoreSoFarWhenACandidateWasDroppedEarly() {
    Leaderboard board =
        board(
            AUC,
            CandidateResult.dropped(
                new Candidate("slow", "svm", Map.of(), 1),
                Metric.AUC,
                new Race.Dropped(
                    "Stopped after 2 of 5 folds.",
                    new CrossValidation.Score(List.of(0.6, 0.62), 0.61, 0.01, 0.5)),
                900),
            result("ok", "lightgbm", 900, 0.7, 0.8));

    assertThat(board.places().getLast().standing()).isEqualTo(Standing.DROPPED_EARLY);
    assertThat(board.lines().getLast())
        .isEqualTo(
            new LeaderboardLine(
                2,
                "svm",
                "slow",
                "0.6100 ± 0.0100",
                "900 ms",
                "–",
                "–",
                "",
                "Stopped after 2 of 5 folds."));
  }

  @Test
  void shouldWriteTheUnitOfEachNumber() {
    LeaderboardLine line =
        LeaderboardLine.of(
            new Leaderboard.Place(
                1,
                "r0-01-lightgbm",
                "lightgbm",
                Map.of("trees", 150.0, "shrinkage", 0.05),
                Standing.SELECTED,
                0.79123,
                0.0101,
                12_340,
                45_120,
                1_234.0,
                "selected"));

    assertThat(line.score()).isEqualTo("0.7912 ± 0.0101");
    assertThat(line.time()).isEqualTo("12.3 s");
    assertThat(line.size()).isEqualTo("45 kB");
    assertThat(line.latency()).isEqualTo("1.2 ms");
    assertThat(line.settings()).isEqualTo("shrinkage 0.05, trees 150");
  }

  @Test
  void shouldKeepTheSelectedOneWhenOnlyTheFirstPlacesAreShown() {
    CandidateResult[] results =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    result(
                        "c" + (10 + i),
                        i < 19 ? "lightgbm" : "ridge",
                        5_000,
                        0.78 + i / 1e4,
                        0.82 - 3 * i / 1e4))
            .toArray(CandidateResult[]::new);
    Leaderboard board = board(AUC, results);

    List<LeaderboardLine> first = board.lines(12);

    assertThat(first).hasSize(12);
    assertThat(first.getLast().rank()).isEqualTo(20);
    assertThat(first.getLast().note()).startsWith("selected");
    assertThat(first.get(10).rank()).isEqualTo(11);
  }

  @Test
  void shouldSurviveJson() {
    Leaderboard board = board(AUC, result("a", "lightgbm", 900, 0.7, 0.8));

    assertThat(Json.read(Json.bytes(board), Leaderboard.class)).isEqualTo(board);
  }

  private static Leaderboard board(Charter charter, CandidateResult... results) {
    return Leaderboard.of(new ModelSelector().select(charter, List.of(results)));
  }

  private static CandidateResult result(
      String id, String algorithm, int bytes, double first, double second) {
    double mean = (first + second) / 2;
    return new CandidateResult(
        id,
        algorithm,
        Map.of(),
        1,
        true,
        null,
        mean > 1 ? Metric.RMSE : Metric.AUC,
        mean,
        Math.abs(first - second) / 2,
        List.of(first, second),
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
