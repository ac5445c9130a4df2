package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.steward.artifact.Digest;
import io.steward.bundle.OnnxScorer;
import io.steward.charter.Charter;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateTrainerTest {
  private static final Charter BINARY = TestData.charter(Task.BINARY, Metric.AUC);
  private static final Charter MULTICLASS = TestData.charter(Task.MULTICLASS, Metric.ACCURACY);
  private static final Charter REGRESSION = TestData.charter(Task.REGRESSION, Metric.R2);

  @ParameterizedTest
  @CsvSource({
    "logistic-regression, 0.76",
    "random-forest, 0.775",
    "gradient-boosting, 0.77",
    "lightgbm, 0.77",
    "adaboost, 0.72",
    "naive-bayes, 0.73",
    "extra-trees, 0.77",
    "svm, 0.77",
    "mlp, 0.76",
    "decision-tree, 0.68"
  })
  void shouldReachAPlausibleAucOnGermanCredit(String algorithm, double least) {
    TrainedCandidate trained = train(BINARY, TestData.germanCredit(), candidate(algorithm), 2);

    CandidateResult result = trained.result();
    assertThat(result.reason()).isNull();
    assertThat(result.usable()).isTrue();
    assertThat(result.score()).isBetween(least, 0.85);
    assertThat(result.foldScores()).hasSize(5);
    assertThat(result.standardError()).isBetween(0.001, 0.05);
    assertThat(result.parityError()).isLessThanOrEqualTo(1e-9);
    assertThat(result.onnx()).isEqualTo(Digest.of(trained.onnx()));
    assertThat(result.onnxBytes()).isEqualTo(trained.onnx().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logistic-regression",
        "random-forest",
        "gradient-boosting",
        "lightgbm",
        "decision-tree",
        "adaboost"
      })
  void shouldGiveTheSameBytesWhateverTheNumberOfThreads(String algorithm) {
    TestData data = TestData.germanCredit();
    Candidate candidate = candidate(algorithm);

    CandidateResult one = train(BINARY, data, candidate, 1).result();

    for (int threads : new int[] {2, 4}) {
      CandidateResult other = train(BINARY, data, candidate, threads).result();
      assertThat(other.onnx()).isNotNull().isEqualTo(one.onnx());
      assertThat(other.foldScores()).isEqualTo(one.foldScores());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random-forest",
        "gradient-boosting",
        "lightgbm",
        "adaboost",
        "extra-trees",
        "svm",
        "mlp"
      })
  void shouldGiveOtherBytesWhenTheSeedDiffers(String algorithm) {
    TestData data = TestData.clouds(120, 2, 1);
    Map<String, Double> few = Map.of("trees", 10.0);

    assertThat(train(BINARY, data, new Candidate("a", algorithm, few, 1), 1).result().onnx())
        .isNotEqualTo(
            train(BINARY, data, new Candidate("b", algorithm, few, 2), 1).result().onnx());
  }

  @Test
  void shouldGiveTheSameBytesWhenCandidatesRunSideBySide() {
    // A forest and a boosting of values want different settings of the library for the whole JVM.
    TestData data = TestData.friedman(250, 5);
    List<Candidate> candidates =
        List.of(candidate("random-forest"), candidate("gradient-boosting"), candidate("ridge"));
    List<Digest> alone =
        candidates.stream().map(c -> train(REGRESSION, data, c, 1).result().onnx()).toList();

    List<CompletableFuture<CandidateResult>> together = new ArrayList<>();
    for (int repeat = 0; repeat < 2; repeat++) {
      for (Candidate c : candidates) {
        together.add(CompletableFuture.supplyAsync(() -> train(REGRESSION, data, c, 2).result()));
      }
    }

    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i).join().onnx()).isNotNull().isEqualTo(alone.get(i % 3));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logistic-regression",
        "random-forest",
        "gradient-boosting",
        "lightgbm",
        "decision-tree",
        "adaboost",
        "naive-bayes",
        "extra-trees",
        "mlp"
      })
  void shouldLearnThreeClasses(String algorithm) {
    TestData data = TestData.clouds(240, 3, 2);

    TrainedCandidate trained = train(MULTICLASS, data, candidate(algorithm), 2);

    assertThat(trained.result().reason()).isNull();
    assertThat(trained.result().score()).isGreaterThan(0.75);
    assertThat(trained.result().parityError()).isLessThanOrEqualTo(1e-9);
    try (OnnxScorer scorer = new OnnxScorer(trained.onnx())) {
      assertThat(scorer.classes()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ridge, 0.6",
    "random-forest, 0.7",
    "gradient-boosting, 0.75",
    "lightgbm, 0.75",
    "elastic-net, 0.6",
    "extra-trees, 0.55",
    "svm, 0.75",
    "mlp, 0.6",
    "decision-tree, 0.4"
  })
  void shouldLearnValues(String algorithm, double least) {
    TrainedCandidate trained =
        train(REGRESSION, TestData.friedman(400, 3), candidate(algorithm), 2);

    assertThat(trained.result().reason()).isNull();
    assertThat(trained.result().score()).isGreaterThan(least);
    assertThat(trained.result().parityError()).isLessThanOrEqualTo(1e-9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ridge",
        "random-forest",
        "gradient-boosting",
        "lightgbm",
        "elastic-net",
        "extra-trees",
        "svm",
        "mlp"
      })
  void shouldLearnHousePrices(String algorithm) {
    assumeThat(Files.exists(TestData.HOUSE_PRICES))
        .as("the example house-prices is there")
        .isTrue();
    TestData data = TestData.read(TestData.HOUSE_PRICES, "price", "", Set.of("zip"), 5);

    CandidateResult result =
        train(TestData.charter(Task.REGRESSION, Metric.RMSE), data, candidate(algorithm), 2)
            .result();

    assertThat(result.reason()).isNull();
    assertThat(result.score()).isBetween(60_000.0, 85_000.0);
    assertThat(result.parityError()).isLessThanOrEqualTo(1e-9);
  }

  @Test
  void shouldLowerTheThresholdWhenAMissedPositiveCostsMore() {
    TestData data = TestData.germanCredit();
    Charter dear = TestData.charter(Task.BINARY, Metric.AUC, 9, new ErrorCosts(1, 5));
    Candidate candidate = candidate("logistic-regression");

    double equal = train(BINARY, data, candidate, 2).result().threshold();
    double lower = train(dear, data, candidate, 2).result().threshold();

    assertThat(equal).isBetween(0.35, 0.65);
    assertThat(lower).isBetween(0.05, 0.3);
  }

  @Test
  void shouldSayWhyACandidateCannotBeUsedWhenAValueIsInfinite() {
    TestData data = TestData.clouds(60, 2, 4);
    data.matrix().x()[17][2] = Double.POSITIVE_INFINITY;

    TrainedCandidate trained = train(BINARY, data, candidate("gradient-boosting"), 1);

    assertThat(trained.result().usable()).isFalse();
    assertThat(trained.result().reason()).contains("'x2'", "Infinity", "row 17");
    assertThat(trained.onnx()).isEmpty();
  }

  @Test
  void shouldSayWhyACandidateCannotBeUsedWhenThereIsOneClass() {
    TestData data = TestData.clouds(60, 2, 4);
    TestData one = data.withMatrix(data.matrix().x(), new double[60], data.matrix().folds());

    CandidateResult result = train(BINARY, one, candidate("random-forest"), 1).result();

    assertThat(result.usable()).isFalse();
    assertThat(result.reason()).contains("one class");
  }

  @Test
  void shouldSayWhyACandidateCannotBeUsedWhenTrainingThrows() {
    Candidate wrong = new Candidate("wrong", "random-forest", Map.of("trees", Double.NaN), 1);

    CandidateResult result = train(BINARY, TestData.clouds(60, 2, 4), wrong, 1).result();

    assertThat(result.usable()).isFalse();
    assertThat(result.reason()).contains("'trees'");
  }

  @Test
  void shouldLeaveAFoldOutThatHasOneClassOnly() {
    TestData data = TestData.clouds(100, 2, 4);
    int[] folds =
        IntStream.range(0, 100).map(i -> i < 20 && i % 2 == 0 ? 0 : 1 + i / 2 % 4).toArray();
    TestData lopsided = data.withMatrix(data.matrix().x(), data.matrix().y(), folds);

    CandidateResult result = train(BINARY, lopsided, candidate("logistic-regression"), 1).result();

    assertThat(result.reason()).isNull();
    assertThat(result.foldScores()).hasSizeLessThan(5).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logistic-regression",
        "random-forest",
        "gradient-boosting",
        "lightgbm",
        "decision-tree",
        "adaboost",
        "naive-bayes",
        "extra-trees",
        "mlp"
      })
  void shouldLearnWhenAClassLiesInOneFoldOnly(String algorithm) {
    TestData data = TestData.clouds(120, 3, 4);
    double[] y = data.matrix().y().clone();
    int[] folds = data.matrix().folds();
    for (int i = 0; i < y.length; i++) {
      // Class 2 is left in fold 0 only: whoever learns without that fold never meets it.
      if (y[i] == 2 && folds[i] != 0) {
        y[i] = i % 2;
      }
    }

    CandidateResult result =
        train(MULTICLASS, data.withMatrix(data.matrix().x(), y, folds), candidate(algorithm), 2)
            .result();

    assertThat(result.reason()).isNull();
    assertThat(result.foldScores()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "logistic-regression, 3",
    "random-forest, 2",
    "gradient-boosting, 2",
    "lightgbm, 2",
    "adaboost, 2",
    "random-forest, 0",
    "gradient-boosting, 0",
    "lightgbm, 0"
  })
  void shouldStopWithinASecondWhenCancelled(String algorithm, int classes) {
    TestData data = classes == 0 ? TestData.friedman(4000, 1) : TestData.clouds(4000, classes, 1);
    Charter charter = classes == 0 ? REGRESSION : classes == 2 ? BINARY : MULTICLASS;
    Candidate endless =
        new Candidate(
            "endless",
            algorithm,
            Map.of("trees", 20_000.0, "lambda", 0.0, "max-iterations", 1e9),
            1);
    long start = System.nanoTime();
    // Asked many times a second; true from 400 ms on.
    Cancellation soon = () -> System.nanoTime() - start > 400_000_000L;

    if (algorithm.equals("logistic-regression")) {
      // May be done before: then it was not stopped but did not run on either.
      try {
        new CandidateTrainer(2)
            .train(
                new LearningTask(charter, data.classes(), data.recipe(), data.matrix()),
                endless,
                List.of(),
                List.of(),
                soon,
                Progress.UNHEARD);
      } catch (TrainingCancelledException expected) {
        assertThat(expected).hasMessageContaining("stopped");
      }
    } else {
      assertThatThrownBy(
              () ->
                  new CandidateTrainer(2)
                      .train(
                          new LearningTask(charter, data.classes(), data.recipe(), data.matrix()),
                          endless,
                          List.of(),
                          List.of(),
                          soon,
                          Progress.UNHEARD))
          .isInstanceOf(TrainingCancelledException.class);
    }

    assertThat((System.nanoTime() - start) / 1e9).isLessThan(0.4 + 1);
  }

  @Test
  void shouldNotStartWhenCancelledBefore() {
    TestData data = TestData.clouds(60, 2, 1);

    assertThatThrownBy(
            () ->
                new CandidateTrainer(1)
                    .train(
                        new LearningTask(BINARY, data.classes(), data.recipe(), data.matrix()),
                        candidate("random-forest"),
                        List.of(),
                        List.of(),
                        () -> true,
                        Progress.UNHEARD))
        .isInstanceOf(TrainingCancelledException.class);
  }

  private static Candidate candidate(String algorithm) {
    return new Candidate(algorithm, algorithm, Map.of("trees", 50.0, "lambda", 5.0), 77);
  }

  private static TrainedCandidate train(
      Charter charter, TestData data, Candidate candidate, int threads) {
    return new CandidateTrainer(threads)
        .train(
            new LearningTask(charter, data.classes(), data.recipe(), data.matrix()),
            candidate,
            List.of(),
            List.of(),
            Cancellation.never(),
            Progress.UNHEARD);
  }
}
