package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.training.LearnabilityReport.Leak;
import io.steward.training.LearnabilityReport.MoreData;
import io.steward.training.LearnabilityReport.Verdict;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnabilityAssessmentTest {

  @Test
  void shouldFindGermanCreditLearnableWithoutSuspects() {
    LearnabilityReport report = assess(Task.BINARY, Metric.AUC, TestData.germanCredit());

    assertThat(report.verdict()).isEqualTo(Verdict.LEARNABLE);
    assertThat(report.baseline()).isEqualTo(0.5);
    assertThat(report.linear().score()).isBetween(0.75, 0.82);
    assertThat(report.leakageSuspects()).isEmpty();
    assertThat(report.reasons()).isNotEmpty();
  }

  @Test
  void shouldNotFindChanceLearnable() {
    int learnable = 0;
    for (int seed = 0; seed < 10; seed++) {
      LearnabilityReport report = assess(Task.BINARY, Metric.AUC, noise(100, 2, seed));
      learnable += report.verdict() == Verdict.LEARNABLE ? 1 : 0;
    }

    assertThat(learnable).isLessThanOrEqualTo(1);
  }

  @Test
  void shouldSeeWhatOnlyTreesSee() {
    TestData data = noise(400, 2);
    for (int i = 0; i < 400; i++) {
      double[] row = data.matrix().x()[i];
      data.matrix().y()[i] = row[0] > 0 ^ row[1] > 0 ? 1 : 0;
    }

    assertThat(assess(Task.BINARY, Metric.AUC, data).verdict()).isEqualTo(Verdict.LEARNABLE);
  }

  @Test
  void shouldSuspectANumberThatTellsTheTarget() {
    TestData data = noise(300, 2);
    for (int i = 0; i < 300; i++) {
      data.matrix().x()[i][1] = -data.matrix().y()[i] + (i % 100 == 0 ? 1 : 0);
    }

    LearnabilityReport report = assess(Task.BINARY, Metric.AUC, data);

    assertThat(report.leakageSuspects()).containsExactly("x1");
    assertThat(report.verdict()).isEqualTo(Verdict.DOUBTFUL);
    assertThat(report.reasons()).anyMatch(reason -> reason.contains("x1"));
  }

  @Test
  void shouldSuspectATextThatTellsTheTarget() {
    TestData data = TestData.germanCredit();
    int at = data.matrix().featureNames().indexOf("own_telephone=yes");
    for (int i = 0; i < data.matrix().rows(); i++) {
      data.matrix().x()[i][at] = data.matrix().y()[i];
      data.matrix().x()[i][at - 1] = 1 - data.matrix().y()[i];
    }

    assertThat(assess(Task.BINARY, Metric.AUC, data).leakageSuspects())
        .containsExactly("own_telephone");
  }

  @Test
  void shouldSuspectAColumnThatIsTheValueInAnotherUnit() {
    TestData data = TestData.friedman(200, 2);
    for (int i = 0; i < 200; i++) {
      data.matrix().x()[i][9] = 3 - 0.001 * data.matrix().y()[i];
    }

    assertThat(assess(Task.REGRESSION, Metric.RMSE, data).leakageSuspects()).containsExactly("x9");
  }

  @Test
  void shouldSuspectOnlyWhatTellsAllThreeClassesApart() {
    TestData data = TestData.read(TestData.GERMAN_CREDIT, "job", "skilled", Set.of("class"), 5);
    double[] y = data.matrix().y();
    int telephone = data.matrix().featureNames().indexOf("own_telephone=none");
    int housing = data.matrix().featureNames().indexOf("housing=for free");
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.min(y[i], 2);
      double[] row = data.matrix().x()[i];
      row[telephone] = y[i] == 2 ? 1 : 0;
      row[telephone + 1] = 1 - row[telephone];
      for (int k = 0; k < 3; k++) {
        row[housing + k] = y[i] == k ? 1 : 0;
      }
    }

    LearnabilityReport report =
        new LearnabilityAssessment()
            .assess(
                TestData.charter(Task.MULTICLASS, Metric.ACCURACY),
                data.classes().subList(0, 3),
                data.recipe(),
                data.matrix(),
                List.of());

    assertThat(report.leakageSuspects()).containsExactly("housing");
  }

  @Test
  void shouldSayWhyNothingCanBeLearntFromOneClass() {
    TestData data = noise(100, 2);
    java.util.Arrays.fill(data.matrix().y(), 1);

    LearnabilityReport report = assess(Task.BINARY, Metric.AUC, data);

    assertThat(report.verdict()).isEqualTo(Verdict.NOT);
    assertThat(report.reasons()).anyMatch(reason -> reason.contains("one class"));
  }

  @Test
  void shouldDoubtWhenThereAreFewRows() {
    assertThat(assess(Task.BINARY, Metric.AUC, TestData.clouds(30, 2, 1)).verdict())
        .isEqualTo(Verdict.DOUBTFUL);
  }

  @Test
  void shouldSayThatMoreRowsWouldHelpWhenTheyStillDo() {
    TestData data = TestData.friedman(160, 3);

    LearnabilityReport report = assess(Task.REGRESSION, Metric.RMSE, data);

    assertThat(report.curve()).hasSize(5);
    assertThat(report.curve().getLast().rows()).isEqualTo(128);
    assertThat(report.curve().getFirst().score()).isGreaterThan(report.curve().getLast().score());
    assertThat(report.moreData()).isEqualTo(MoreData.YES);
  }

  @Test
  void shouldSayThatMoreRowsWouldNotHelpWhenAllIsLearnt() {
    TestData data = noise(1000, 2);
    for (int i = 0; i < 1000; i++) {
      data.matrix().y()[i] = data.matrix().x()[i][0] + data.matrix().x()[i][1] > 0 ? 1 : 0;
    }

    assertThat(assess(Task.BINARY, Metric.AUC, data).moreData()).isEqualTo(MoreData.NO);
  }

  @Test
  void shouldScoreTheFullCurveAsCrossValidationDoes() {
    LearnabilityReport report = assess(Task.BINARY, Metric.AUC, TestData.germanCredit());

    double best = Math.max(report.linear().score(), report.trees().score());
    assertThat(report.curve().getLast().score()).isCloseTo(best, within(1e-12));
  }

  @Test
  void shouldCallAColumnThatSaysTheSameAsTheTargetADisguise() {
    TestData data = noise(300, 2);
    for (int i = 0; i < 300; i++) {
      data.matrix().x()[i][1] = data.matrix().y()[i] == 1 ? 7 : -3;
    }

    assertThat(assess(Task.BINARY, Metric.AUC, data).leakage())
        .singleElement()
        .satisfies(leak -> assertThat(leak.kind()).isEqualTo(Leak.TARGET_IN_DISGUISE));
  }

  private static LearnabilityReport assess(Task task, Metric metric, TestData data) {
    return new LearnabilityAssessment()
        .assess(
            TestData.charter(task, metric),
            data.classes(),
            data.recipe(),
            data.matrix(),
            List.of());
  }

  private static TestData noise(int rows, int classes) {
    return noise(rows, classes, 8);
  }

  private static TestData noise(int rows, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[rows][3];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i] = random.nextInt(classes);
    }
    return TestData.of(x, y, classes);
  }
}
