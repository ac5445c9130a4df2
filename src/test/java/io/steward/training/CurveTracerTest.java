package io.steward.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import io.steward.training.LeaderCurves.ValidationCurve;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.TrainingData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveTracerTest {
  private static final Charter AUC = TestData.charter(Task.BINARY, Metric.AUC);
  private static final LearningTask CREDIT = task(AUC, TestData.germanCredit());

  private final CurveTracer tracer = new CurveTracer(2);

  @Test
  void shouldEndTheLearningCurveInWhatTrainingFoundWhenAllRowsAreLearntFrom() {
    Member forest = trained(CREDIT, "random-forest", Map.of("trees", 20.0, "min-leaf", 2.0));

    CandidateCurves curves = trace(CREDIT, forest);

    assertThat(curves.learning())
        .extracting(LearningPoint::percent)
        .containsExactly(25, 50, 75, 100);
    assertThat(curves.learning())
        .extracting(LearningPoint::rows)
        .containsExactly(200L, 400L, 600L, 800L);
    List<Double> known = trainedAgain(forest.result().hyperparameters());
    List<Double> last = curves.learning().getLast().foldScores();
    assertThat(last).hasSize(3);
    for (int fold = 0; fold < 3; fold++) {
      assertThat(last.get(fold)).isCloseTo(known.get(fold + 2), within(1e-12));
    }
    assertThat(curves.learning().getFirst().mean()).isLessThan(curves.learning().getLast().mean());
    assertThat(curves.words().getFirst()).contains("More rows").contains("from 75 % to 100 %");
  }

  @Test
  void shouldFindWhatTrainingAgainWouldFindWhenItTakesTheKnownScore() {
    Member forest = trained(CREDIT, "random-forest", Map.of("trees", 20.0));
    CandidateCurves curves = trace(CREDIT, forest);
    ValidationCurve validation = requireNonNull(curves.validation());
    assertThat(validation.hyperparameter()).isEqualTo("trees");
    assertThat(validation.points())
        .extracting(ValidationPoint::setting)
        .containsExactly(5.0, 10.0, 20.0, 30.0);

    double mean =
        trainedAgain(Map.of("trees", 10.0)).subList(2, 5).stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();
    assertThat(validation.points().get(1).mean()).isCloseTo(mean, within(1e-12));
  }

  @Test
  void shouldTakeTheCurveOfCrossValidationWhenThereIsOne() {
    Member plain = trained(CREDIT, "random-forest", Map.of("trees", 20.0));
    List<ValidationPoint> found =
        List.of(new ValidationPoint(10, 0.7, 0.01), new ValidationPoint(20, 0.75, 0.01));
    Member boosted =
        new Member(plain.candidate(), withCurve(plain.result(), found), plain.outOfFold());

    CandidateCurves curves = trace(CREDIT, boosted);

    assertThat(requireNonNull(curves.validation()).points()).isEqualTo(found);
    assertThat(curves.words().getLast())
        .isEqualTo("The chosen trees, 20, does best of those from 10 to 20.");
  }

  @Test
  void shouldSayThatMoreRowsHelpWhenThePatternNeedsThem() {
    TestData friedman = TestData.friedman(300, 3);
    LearningTask task = task(TestData.charter(Task.REGRESSION, Metric.RMSE), friedman);

    CandidateCurves curves =
        trace(task, trained(task, "gradient-boosting", Map.of("trees", 60.0, "max-leaves", 8.0)));

    assertThat(curves.moreRows()).isIn(MoreRows.HELP, MoreRows.MAY_HELP);
    assertThat(curves.words().getFirst()).startsWith("More rows").contains("rmse -");
  }

  @Test
  void shouldSayThatTheCurveIsFlatWhenALinearModelHasSeenEnough() {
    TestData clouds = TestData.clouds(3000, 2, 5);
    LearningTask task = task(AUC, clouds);

    CandidateCurves curves =
        trace(task, trained(task, "logistic-regression", Map.of("lambda", 1.0)));

    assertThat(curves.moreRows()).isEqualTo(MoreRows.FLAT);
    assertThat(curves.words().getFirst()).contains("flat");
    assertThat(requireNonNull(curves.validation()).points())
        .extracting(ValidationPoint::setting)
        .containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
  }

  @Test
  void shouldGiveTheSameCurvesWhateverTheNumberOfThreads() {
    Member boosting = trained(CREDIT, "lightgbm", Map.of("trees", 30.0, "max-leaves", 6.0));

    LeaderCurves one = new CurveTracer(1).trace(CREDIT, List.of(boosting), Cancellation.never());

    LeaderCurves four = new CurveTracer(4).trace(CREDIT, List.of(boosting), Cancellation.never());
    assertThat(four).isEqualTo(one);
    assertThat(Json.read(Json.bytes(one), LeaderCurves.class)).isEqualTo(one);
  }

  @Test
  void shouldSayWhyThereIsNoCurveAndGoOnWhenACandidateCannotBeTraced() {
    Member good = trained(CREDIT, "logistic-regression", Map.of("lambda", 1.0));
    Member damaged = new Member(good.candidate(), good.result(), new byte[] {1, 2, 3});

    LeaderCurves curves = tracer.trace(CREDIT, List.of(damaged, good), Cancellation.never());

    assertThat(curves.candidates().getFirst().learning()).isEmpty();
    assertThat(curves.candidates().getFirst().words())
        .singleElement()
        .asString()
        .contains("no curves");
    assertThat(curves.candidates().getLast().learning()).hasSize(4);
    assertThat(curves.note()).contains("no curves", good.result().id() + ": More rows");
  }

  @Test
  void shouldStopWhenCancelled() {
    Member good = trained(CREDIT, "logistic-regression", Map.of("lambda", 1.0));

    assertThatThrownBy(() -> tracer.trace(CREDIT, List.of(good), () -> true))
        .isInstanceOf(TrainingCancelledException.class);
  }

  @Test
  void shouldSpendLessOfACandidateWhenThereIsMuchData() {
    assertThat(CurveEffort.of(1000, 60)).isEqualTo(new CurveEffort(3, List.of(25, 50, 75), 100));
    assertThat(CurveEffort.of(50_000, 30)).isEqualTo(new CurveEffort(2, List.of(25, 50), 25));
    assertThat(CurveEffort.of(200_000, 30)).isEqualTo(new CurveEffort(2, List.of(10, 25), 10));
  }

  @Test
  void shouldLookAtTheSelectedOneAndTheBestOfOtherKinds() {
    List<CandidateResult> board =
        List.of(
            named(trained(CREDIT, "random-forest", Map.of("trees", 5.0)), "a"),
            named(trained(CREDIT, "random-forest", Map.of("trees", 6.0)), "b"),
            named(trained(CREDIT, "logistic-regression", Map.of("lambda", 1.0)), "c"),
            named(trained(CREDIT, "decision-tree", Map.of("max-leaves", 4.0)), "d"),
            named(trained(CREDIT, "lightgbm", Map.of("trees", 5.0)), "e"));

    assertThat(CurveTracer.leaders(new Selection(board.get(2), board, "because")))
        .extracting(CandidateResult::id)
        .containsExactly("c", "a", "d");
  }

  /** The scores of a forest, fold by fold, before calibration. */
  private static List<Double> trainedAgain(Map<String, Double> settings) {
    FeatureMatrix matrix = CREDIT.matrix();
    return new CrossValidation(
            AUC,
            new TrainingData(
                matrix.x(), matrix.y(), CREDIT.classes().size(), matrix.featureNames()),
            matrix,
            2)
        .score(
            Algorithms.of("random-forest", Task.BINARY),
            new Candidate("again", "random-forest", settings, 17),
            Cancellation.never(),
            Progress.UNHEARD)
        .foldScores();
  }

  private CandidateCurves trace(LearningTask task, Member member) {
    return tracer.trace(task, List.of(member), Cancellation.never()).candidates().getFirst();
  }

  private static LearningTask task(Charter charter, TestData data) {
    return new LearningTask(charter, data.classes(), data.recipe(), data.matrix());
  }

  private static Member trained(LearningTask task, String algorithm, Map<String, Double> settings) {
    Candidate candidate = new Candidate("r0-01-" + algorithm, algorithm, settings, 17);
    TrainedCandidate trained =
        new CandidateTrainer(2)
            .train(task, candidate, List.of(), List.of(), Cancellation.never(), Progress.UNHEARD);
    assertThat(trained.result().reason()).isNull();
    return new Member(candidate, trained.result(), trained.outOfFold());
  }

  private static CandidateResult named(Member member, String id) {
    return copy(member.result(), id, member.result().validationCurve());
  }

  private static CandidateResult withCurve(CandidateResult result, List<ValidationPoint> curve) {
    return copy(result, result.id(), curve);
  }

  private static CandidateResult copy(
      CandidateResult result, String id, List<ValidationPoint> curve) {
    return new CandidateResult(
        id,
        result.algorithm(),
        result.hyperparameters(),
        result.seed(),
        result.usable(),
        result.reason(),
        result.metric(),
        result.score(),
        result.standardError(),
        result.foldScores(),
        curve,
        result.calibration(),
        result.threshold(),
        result.weights(),
        result.outOfFold(),
        result.onnx(),
        result.onnxBytes(),
        result.parityError(),
        result.trainMillis(),
        result.rowMicros());
  }
}
