package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.OnnxWriter;
import io.steward.bundle.OutputSpec;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnsembleTrainerTest {
  private static final LearningTask CREDIT =
      task(TestData.charter(Task.BINARY, Metric.AUC), TestData.germanCredit());
  private static final Map<String, Double> FEW = Map.of("trees", 60.0);

  @Test
  void shouldBlendTwoClasses() {
    List<Member> members =
        members(CREDIT, "logistic-regression", "lightgbm", "adaboost", "decision-tree");

    TrainedCandidate trained = blend(CREDIT, members, 2);

    CandidateResult result = trained.result();
    double best =
        members.stream().mapToDouble(member -> member.result().score()).max().orElseThrow();
    assertThat(result.reason()).isNull();
    assertThat(result.score()).isBetween(best - 0.005, 0.85);
    assertThat(result.foldScores()).hasSize(5);
    assertThat(result.parityError()).isLessThanOrEqualTo(1e-9);
    assertThat(result.members())
        .containsExactly("adaboost", "decision-tree", "lightgbm", "logistic-regression");
    assertThat(result.weights().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, offset(1e-12));
    assertThat(result.onnx()).isEqualTo(Digest.of(trained.onnx()));
    assertThat(result.outOfFold()).isEqualTo(Digest.of(trained.outOfFold()));
    assertThat(Json.read(Json.bytes(result), CandidateResult.class)).isEqualTo(result);
  }

  @Test
  void shouldGiveTheSameBytesAtAnyNumberOfThreads() {
    List<Member> members = members(CREDIT, "logistic-regression", "lightgbm", "gradient-boosting");

    TrainedCandidate one = blend(CREDIT, members, 1);

    for (int threads : new int[] {2, 4}) {
      TrainedCandidate other = blend(CREDIT, members, threads);
      assertThat(other.onnx()).isEqualTo(one.onnx());
      assertThat(other.outOfFold()).isEqualTo(one.outOfFold());
      assertThat(other.result().foldScores()).isEqualTo(one.result().foldScores());
    }
  }

  @Test
  void shouldFitEachMemberAgainToTheBit() {
    Fits fits =
        new Fits(
            CREDIT,
            new TrainingData(
                CREDIT.matrix().x(), CREDIT.matrix().y(), 2, CREDIT.matrix().featureNames()),
            2,
            Cancellation.never());
    Calibrators calibrators =
        new Calibrators(
            CREDIT, new Scoring(CREDIT.charter(), CREDIT.matrix().y(), CREDIT.matrix().folds()));

    for (Member member :
        members(
            CREDIT,
            "logistic-regression",
            "lightgbm",
            "adaboost",
            "gradient-boosting",
            "random-forest")) {
      byte[] again =
          OnnxWriter.write(
              CREDIT.recipe(),
              fits.refit(member, calibrators).portable(),
              new OutputSpec(Task.BINARY, CREDIT.classes(), member.result().threshold()));

      assertThat(Digest.of(again)).isEqualTo(member.result().onnx());
    }
  }

  @Test
  void shouldCalibrateWhatVotesInsteadOfProbabilities() {
    Member adaboost = members(CREDIT, "adaboost").getFirst();

    assertThat(adaboost.result().reason()).isNull();
    assertThat(adaboost.result().calibration()).isNotEqualTo(Calibration.NONE);
    assertThat(adaboost.result().parityError()).isLessThanOrEqualTo(1e-9);
  }

  @Test
  void shouldBlendThreeClasses() {
    LearningTask task =
        task(TestData.charter(Task.MULTICLASS, Metric.ACCURACY), TestData.clouds(300, 3, 2));

    TrainedCandidate trained =
        blend(task, members(task, "logistic-regression", "lightgbm", "random-forest"), 2);

    assertThat(trained.result().reason()).isNull();
    assertThat(trained.result().score()).isGreaterThan(0.75);
    assertThat(trained.result().parityError()).isLessThanOrEqualTo(1e-9);
    try (OnnxScorer scorer = new OnnxScorer(trained.onnx())) {
      assertThat(scorer.classes()).isEqualTo(3);
    }
  }

  @Test
  void shouldBlendValuesBetterThanEachMember() {
    LearningTask task =
        task(TestData.charter(Task.REGRESSION, Metric.RMSE), TestData.friedman(400, 3));
    List<Member> members = members(task, "ridge", "lightgbm", "random-forest");

    CandidateResult result = blend(task, members, 2).result();

    assertThat(result.reason()).isNull();
    assertThat(result.parityError()).isLessThanOrEqualTo(1e-9);
    assertThat(result.score())
        .isLessThan(
            members.stream().mapToDouble(member -> member.result().score()).min().orElseThrow());
  }

  @Test
  void shouldChooseTheWeightsOfAFoldWithoutItsOutcomes() {
    List<OutOfFold> said =
        members(CREDIT, "logistic-regression", "lightgbm").stream()
            .map(member -> OutOfFold.read(member.outOfFold()))
            .toList();
    LearningTask turned =
        new LearningTask(
            CREDIT.charter(), CREDIT.classes(), CREDIT.recipe(), turned(CREDIT, 3).matrix());

    OutOfFold before = outOfFold(CREDIT, said);
    OutOfFold after = outOfFold(turned, said);

    for (int i = 0; i < before.rows().length; i++) {
      if (CREDIT.matrix().folds()[before.rows()[i]] == 3) {
        assertThat(after.outputs()[i]).isEqualTo(before.outputs()[i]);
      }
    }
  }

  @Test
  void shouldSayWhyWhenAMemberIsMissingOrCannotBeUsed() {
    List<Member> members = new ArrayList<>(members(CREDIT, "logistic-regression"));
    Candidate broken = new Candidate("broken", "lightgbm", FEW, 1);
    members.add(
        new Member(
            broken, CandidateResult.unusable(broken, Metric.AUC, "It broke.", 1), new byte[0]));
    Candidate ensemble =
        new Candidate(
            "e",
            Algorithms.ENSEMBLE,
            Map.of(),
            1,
            List.of("logistic-regression", "broken", "lost"));

    TrainedCandidate trained = train(CREDIT, ensemble, members, 1, Cancellation.never());

    assertThat(trained.result().usable()).isFalse();
    assertThat(trained.result().reason())
        .contains("broken cannot be used: It broke.", "lost was not trained");
    assertThat(trained.onnx()).isEmpty();
  }

  @Test
  void shouldStopWhereverItIsCancelled() {
    List<Member> members = members(CREDIT, "logistic-regression", "lightgbm");
    AtomicInteger all = new AtomicInteger();
    train(CREDIT, ensemble(members), members, 1, () -> all.incrementAndGet() < 0);
    assertThat(all.get()).isGreaterThan(20);

    for (int after = 0; after < all.get(); after += Math.max(1, all.get() / 12)) {
      AtomicInteger asked = new AtomicInteger();
      int last = after;
      assertThatThrownBy(
              () ->
                  train(
                      CREDIT, ensemble(members), members, 1, () -> asked.incrementAndGet() > last))
          .isInstanceOf(TrainingCancelledException.class);
    }
  }

  private static OutOfFold outOfFold(LearningTask task, List<OutOfFold> said) {
    return Blend.of(
            task,
            new Scoring(task.charter(), task.matrix().y(), task.matrix().folds()),
            said,
            1,
            2,
            Cancellation.never())
        .outOfFold();
  }

  private static TestData turned(LearningTask task, int fold) {
    double[] y = task.matrix().y().clone();
    for (int row = 0; row < y.length; row++) {
      y[row] = task.matrix().folds()[row] == fold ? 1 - y[row] : y[row];
    }
    return new TestData(task.recipe(), task.matrix(), task.classes())
        .withMatrix(task.matrix().x(), y, task.matrix().folds());
  }

  private static LearningTask task(Charter charter, TestData data) {
    return new LearningTask(charter, data.classes(), data.recipe(), data.matrix());
  }

  static List<Member> members(LearningTask task, String... algorithms) {
    List<Member> members = new ArrayList<>();
    for (String algorithm : algorithms) {
      Candidate candidate = new Candidate(algorithm, algorithm, FEW, 7);
      TrainedCandidate trained = train(task, candidate, List.of(), 2, Cancellation.never());
      assertThat(trained.result().reason()).isNull();
      members.add(new Member(candidate, trained.result(), trained.outOfFold()));
    }
    return members;
  }

  static TrainedCandidate blend(LearningTask task, List<Member> members, int threads) {
    return train(task, ensemble(members), members, threads, Cancellation.never());
  }

  private static Candidate ensemble(List<Member> members) {
    return new Candidate(
        "ensemble",
        Algorithms.ENSEMBLE,
        Map.of(),
        5,
        members.stream().map(member -> member.candidate().id()).toList());
  }

  private static TrainedCandidate train(
      LearningTask task,
      Candidate candidate,
      List<Member> members,
      int threads,
      Cancellation cancellation) {
    return new CandidateTrainer(threads)
        .train(task, candidate, List.of(), members, cancellation, Progress.UNHEARD);
  }
}
