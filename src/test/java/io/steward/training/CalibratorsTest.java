package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.steward.bundle.CalibratedModel;
import io.steward.bundle.Calibrator;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibratorsTest {
  @Test
  void shouldLeaveProbabilitiesAloneThatAreRight() {
    assertThat(choice(4000, p -> p)).isEqualTo(Calibration.NONE);
  }

  @Test
  void shouldTakeASigmoidWhenTheProbabilitiesAreTooBold() {
    // The log-odds are twice what they should be.
    assertThat(choice(4000, p -> p * p / (p * p + (1 - p) * (1 - p)))).isEqualTo(Calibration.PLATT);
  }

  @Test
  void shouldTakeALineWhenNoSigmoidFits() {
    assertThat(choice(6000, p -> p < 0.5 ? 0.2 * p : 0.1 + 0.02 * (p - 0.5)))
        .isEqualTo(Calibration.ISOTONIC);
  }

  @Test
  void shouldLeaveProbabilitiesAloneWhenRowsAreFew() {
    assertThat(choice(60, p -> p * p / (p * p + (1 - p) * (1 - p)))).isEqualTo(Calibration.NONE);
  }

  @Test
  void shouldFindTheSlopeAndTheShiftOfASigmoid() {
    Sample sample = new Sample(40_000, p -> odds(p, 0.5, -1), 3);

    Calibrator fitted = SigmoidFit.fit(sample.said, sample.positive);

    // What was done to the log-odds is undone: z = 0.5 t − 1, so t = 2 z + 2.
    assertThat(fitted)
        .isInstanceOfSatisfying(
            Calibrator.Sigmoid.class,
            sigmoid -> {
              assertThat(sigmoid.slope()).isCloseTo(2, offset(0.1));
              assertThat(sigmoid.intercept()).isCloseTo(2, offset(0.1));
            });
  }

  @Test
  void shouldNotTurnTheOrderRoundWhenAModelSaysTheOpposite() {
    Sample sample = new Sample(2000, p -> 1 - p, 3);

    assertThat(SigmoidFit.fit(sample.said, sample.positive))
        .isInstanceOf(Calibrator.Unchanged.class);
  }

  @Test
  void shouldFitALineThatRisesGentlyThroughTheShares() {
    Sample sample = new Sample(20_000, p -> p * p, 3);

    Calibrator fitted = IsotonicFit.fit(sample.said, sample.positive);

    double before = -1;
    for (int i = 0; i <= 1000; i++) {
      double p = i / 1000.0;
      double value = fitted.apply(p);
      assertThat(value).isGreaterThan(before).isBetween(0.0, 1.0);
      assertThat(fitted.apply(p + 1e-9) - value).isLessThan(1.01e-7);
      if (i > 50 && i < 950) {
        assertThat(value).isCloseTo(Math.sqrt(p), offset(0.06));
      }
      before = value;
    }
  }

  @Test
  void shouldFitALineWhenAllProbabilitiesAreTheSameOrAtTheEnds() {
    double[] ends = IntStream.range(0, 2000).mapToDouble(i -> i % 2).toArray();
    boolean[] positive = new boolean[2000];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = i % 5 == 0;
    }
    double[] same = new double[2000];
    Arrays.fill(same, 0.3);

    assertThat(IsotonicFit.fit(ends, positive).apply(1)).isBetween(0.0, 1.0);
    assertThat(IsotonicFit.fit(same, positive).apply(0.3)).isCloseTo(0.2, offset(1e-3));
  }

  @Test
  void shouldKeepTheOrderOfTheRowsOfEachFold() {
    Setup setup = new Setup(new Sample(4000, p -> 0.3 + 0.2 * p, 9));

    for (Calibration calibration : List.of(Calibration.PLATT, Calibration.ISOTONIC)) {
      OutOfFold calibrated = setup.calibrators.crossFitted(calibration, setup.raw);
      for (int[] places : setup.scoring.byFold(setup.raw)) {
        assertThat(Metrics.value(Metric.AUC, setup.scoring.outcomes(calibrated, places, 0.5)))
            .isCloseTo(
                Metrics.value(Metric.AUC, setup.scoring.outcomes(setup.raw, places, 0.5)),
                offset(1e-12));
      }
    }
  }

  @Test
  void shouldNotLetAFoldsRowsCalibrateThemselves() {
    Sample sample = new Sample(2000, p -> odds(p, 3, 0), 9);
    Setup setup = new Setup(sample);
    int fold = 2;
    OutOfFold before = setup.calibrators.crossFitted(Calibration.PLATT, setup.raw);
    for (int row = 0; row < sample.y.length; row++) {
      if (setup.folds[row] == fold) {
        sample.y[row] = 1 - sample.y[row];
      }
    }

    OutOfFold after = setup.calibrators.crossFitted(Calibration.PLATT, setup.raw);

    for (int row = 0; row < sample.y.length; row++) {
      if (setup.folds[row] == fold) {
        assertThat(after.outputs()[row]).isEqualTo(before.outputs()[row]);
      }
    }
    assertThat(after.outputs()).isNotEqualTo(before.outputs());
  }

  @Test
  void shouldCalibrateEachClassAgainstTheOthers() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] said = new double[3000][];
    double[] y = new double[said.length];
    for (int i = 0; i < said.length; i++) {
      double[] true1 = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      double sum = Arrays.stream(true1).sum();
      double drawn = random.nextDouble() * sum;
      y[i] = drawn < true1[0] ? 0 : drawn < true1[0] + true1[1] ? 1 : 2;
      double[] bold = Arrays.stream(true1).map(p -> Math.pow(p, 4)).toArray();
      double total = Arrays.stream(bold).sum();
      said[i] = Arrays.stream(bold).map(p -> p / total).toArray();
    }
    Setup setup = new Setup(said, y, 3);

    Calibration calibration = setup.calibrators.choose(setup.raw);
    List<Calibrator> calibrators = setup.calibrators.fit(calibration, setup.raw);

    assertThat(calibration).isNotEqualTo(Calibration.NONE);
    assertThat(calibrators).hasSize(3);
    assertThat(Arrays.stream(CalibratedModel.calibrate(calibrators, said[0])).sum())
        .isCloseTo(1, offset(1e-12));
  }

  private static Calibration choice(int rows, DoubleUnaryOperator distorted) {
    Setup setup = new Setup(new Sample(rows, distorted, 1));
    return setup.calibrators.choose(setup.raw);
  }

  private static double odds(double p, double slope, double shift) {
    return 1 / (1 + Math.exp(-(slope * Math.log(p / (1 - p)) + shift)));
  }

  /** Outcomes of known probabilities, and what a model says instead of these. */
  private static final class Sample {
    private final double[] said;
    private final double[] y;
    private final boolean[] positive;

    Sample(int rows, DoubleUnaryOperator distorted, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      said = new double[rows];
      y = new double[rows];
      positive = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        double p = 0.02 + 0.96 * random.nextDouble();
        positive[i] = random.nextDouble() < p;
        y[i] = positive[i] ? 1 : 0;
        said[i] = distorted.applyAsDouble(p);
      }
    }
  }

  private static final class Setup {
    private final OutOfFold raw;
    private final int[] folds;
    private final Scoring scoring;
    private final Calibrators calibrators;

    Setup(Sample sample) {
      this(
          Arrays.stream(sample.said).mapToObj(p -> new double[] {p}).toArray(double[][]::new),
          sample.y,
          2);
    }

    Setup(double[][] said, double[] y, int classes) {
      raw = new OutOfFold(IntStream.range(0, said.length).toArray(), said);
      folds = IntStream.range(0, said.length).map(i -> i % 5).toArray();
      TestData data = TestData.clouds(said.length, classes, 1);
      LearningTask task =
          new LearningTask(
              TestData.charter(classes == 2 ? Task.BINARY : Task.MULTICLASS, Metric.LOG_LOSS),
              data.classes(),
              data.recipe(),
              data.withMatrix(data.matrix().x(), y, folds).matrix());
      scoring = new Scoring(task.charter(), y, folds);
      calibrators = new Calibrators(task, scoring);
    }
  }
}
