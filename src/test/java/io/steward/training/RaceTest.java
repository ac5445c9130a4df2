package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final Charter AUC = TestData.charter(Task.BINARY, Metric.AUC);
  private static final List<Double> GOOD = List.of(0.80, 0.79, 0.78, 0.81, 0.77);
  private static final Candidate STUMP =
      new Candidate("stump", "decision-tree", Map.of("max-leaves", 2.0), 1);
  private static final Candidate LINEAR =
      new Candidate("linear", "logistic-regression", Map.of(), 1);

  @Test
  void shouldStopACandidateThatIsClearlyBehind() {
    AtomicInteger folds = new AtomicInteger();

    TrainedCandidate trained =
        train(
            AUC, STUMP, GOOD, 2, (share, doing) -> folds.addAndGet(doing.contains("fold") ? 1 : 0));

    CandidateResult result = trained.result();
    assertThat(folds).hasValue(2);
    assertThat(result.usable()).isFalse();
    assertThat(result.reason()).contains("Stopped after 2 of 5 folds: auc 0.", "against 0.795");
    assertThat(result.foldScores()).hasSize(2);
    assertThat(result.score()).isBetween(0.55, 0.74);
    assertThat(trained.onnx()).isEmpty();
    assertThat(trained.outOfFold()).isEmpty();
    assertThat(Json.read(Json.bytes(result), CandidateResult.class)).isEqualTo(result);
  }

  @Test
  void shouldSayTheSameAtAnyNumberOfThreads() {
    CandidateResult one = train(AUC, STUMP, GOOD, 1, Progress.UNHEARD).result();
    CandidateResult four = train(AUC, STUMP, GOOD, 4, Progress.UNHEARD).result();

    assertThat(four.reason()).isEqualTo(one.reason());
    assertThat(four.foldScores()).isEqualTo(one.foldScores());
  }

  @Test
  void shouldLetACandidateGoOnThatIsNearTheBest() {
    CandidateResult free = train(AUC, LINEAR, List.of(), 2, Progress.UNHEARD).result();
    List<Double> alittleBetter = free.foldScores().stream().map(score -> score + 0.01).toList();

    CandidateResult raced = train(AUC, LINEAR, alittleBetter, 2, Progress.UNHEARD).result();

    assertThat(raced.usable()).isTrue();
    assertThat(raced.foldScores()).isEqualTo(free.foldScores());
    assertThat(raced.onnx()).isEqualTo(free.onnx());
  }

  @Test
  void shouldNotRaceWhenTheBestHasNoScoreForAFold() {
    assertThat(train(AUC, STUMP, GOOD.subList(0, 4), 2, Progress.UNHEARD).result().usable())
        .isTrue();
  }

  @Test
  void shouldStopACandidateWhoseErrorIsGreater() {
    TestData data = TestData.friedman(400, 3);
    Candidate flat = new Candidate("flat", "ridge", Map.of("lambda", 1e6), 1);

    CandidateResult result =
        train(
                TestData.charter(Task.REGRESSION, Metric.RMSE),
                data,
                flat,
                Collections.nCopies(5, 2.0),
                1,
                Progress.UNHEARD)
            .result();

    assertThat(result.reason()).contains("rmse", "against 2.000");
    assertThat(result.score()).isCloseTo(5, offset(1.0));
  }

  private static TrainedCandidate train(
      Charter charter, Candidate candidate, List<Double> bar, int threads, Progress progress) {
    return train(charter, TestData.germanCredit(), candidate, bar, threads, progress);
  }

  private static TrainedCandidate train(
      Charter charter,
      TestData data,
      Candidate candidate,
      List<Double> bar,
      int threads,
      Progress progress) {
    return new CandidateTrainer(threads)
        .train(
            new LearningTask(charter, data.classes(), data.recipe(), data.matrix()),
            candidate,
            bar,
            List.of(),
            Cancellation.never(),
            progress);
  }
}
