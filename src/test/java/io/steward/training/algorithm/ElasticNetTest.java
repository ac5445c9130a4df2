package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.bundle.LinearModel;
import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticNetTest {
  private static final int ROWS = 300;
  private static final int FEATURES = 8;

  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.1, 0.5", "0.01, 1", "0.01, 0.2", "0.001, 0.9"})
  void shouldMeetTheConditionsOfTheMinimum(double penalty, double l1Share) {
    TrainingData data = data();

    LinearModel model = fit(data, penalty, l1Share);

    // Subgradient: |Xᵀr/n − λ(1−α)w/s| = λα where w is not zero, at most that where it is; λ is
    // that of the target as it is, whose standard deviation is s.
    double[] correlations = correlations(data, residuals(data, model));
    double deviation =
        Math.sqrt(Arrays.stream(centred(data.y())).map(v -> v * v).average().orElseThrow());
    double lambda = penalty * greatest(correlations(data, centred(data.y()))) / l1Share;
    for (int j = 0; j < FEATURES; j++) {
      double weight = model.weights()[0][j];
      double slope = correlations[j] - lambda * (1 - l1Share) / deviation * weight;
      if (weight == 0) {
        assertThat(Math.abs(slope)).isLessThanOrEqualTo(lambda * l1Share + 1e-6);
      } else {
        assertThat(slope).isCloseTo(Math.signum(weight) * lambda * l1Share, within(1e-6));
      }
    }
  }

  @Test
  void shouldLeaveOutFeaturesThatDoNotMatter() {
    double[] weights = fit(data(), 0.1, 1).weights()[0];

    assertThat(weights[0]).isGreaterThan(2);
    assertThat(weights[1]).isLessThan(-1);
    assertThat(Arrays.copyOfRange(weights, 3, FEATURES)).containsOnly(0);
  }

  @Test
  void shouldBeTheMeanWhenThePenaltyIsTheGreatest() {
    TrainingData data = data();

    LinearModel model = fit(data, 1, 0.5);

    assertThat(model.weights()[0]).containsOnly(0);
    assertThat(model.intercepts()[0])
        .isCloseTo(Arrays.stream(data.y()).average().orElseThrow(), within(1e-9));
  }

  @Test
  void shouldNotDependOnTheScaleOfTheTarget() {
    TrainingData data = data();
    double[] weights = fit(data, 0.01, 0.5).weights()[0];
    for (int i = 0; i < ROWS; i++) {
      data.y()[i] *= 1000;
    }

    double[] scaled = fit(data, 0.01, 0.5).weights()[0];

    for (int j = 0; j < FEATURES; j++) {
      assertThat(scaled[j] / 1000).isCloseTo(weights[j], within(1e-6));
    }
  }

  @Test
  void shouldBeTheMeanWhenTheTargetIsConstant() {
    TrainingData data = data();
    Arrays.fill(data.y(), 7);

    assertThat(fit(data, 0.01, 1).predict(data.x()[3])[0]).isCloseTo(7, within(1e-9));
  }

  private static LinearModel fit(TrainingData data, double penalty, double l1Share) {
    return (LinearModel)
        new ElasticNet()
            .fit(data, Map.of("penalty", penalty, "l1-share", l1Share), 1, 1, Cancellation.never())
            .portable();
  }

  private static double[] residuals(TrainingData data, LinearModel model) {
    return IntStream.range(0, ROWS)
        .mapToDouble(i -> data.y()[i] - model.predict(data.x()[i])[0])
        .toArray();
  }

  private static double[] centred(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  /** Xᵀr/n, which is the same for centred and other features as r adds up to zero. */
  private static double[] correlations(TrainingData data, double[] residuals) {
    return IntStream.range(0, FEATURES)
        .mapToDouble(
            j -> IntStream.range(0, ROWS).mapToDouble(i -> data.x()[i][j] * residuals[i]).sum())
        .map(sum -> sum / ROWS)
        .toArray();
  }

  private static double greatest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static TrainingData data() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] x = new double[ROWS][FEATURES];
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double shared = random.nextGaussian();
      for (int j = 0; j < FEATURES; j++) {
        x[i][j] = j + random.nextGaussian() + (j < 3 ? 0.5 * shared : 0);
      }
      y[i] = 40 + 3 * x[i][0] - 2 * x[i][1] + 0.5 * random.nextGaussian();
    }
    return new TrainingData(x, y, 0, List.of("a", "b", "c", "d", "e", "f", "g", "h"));
  }
}
