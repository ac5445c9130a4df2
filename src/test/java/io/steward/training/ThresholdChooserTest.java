package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdChooserTest {

  @Test
  void shouldCostNoMoreThanAnyOtherThreshold() {
    SplittableRandom random = new SplittableRandom(1);
    for (int repeat = 0; repeat < 200; repeat++) {
      int rows = 1 + random.nextInt(30);
      double[] truth = new double[rows];
      double[] positive = new double[rows];
      for (int i = 0; i < rows; i++) {
        truth[i] = random.nextInt(2);
        // Ties, zeros and ones occur.
        positive[i] = random.nextInt(11) / 10.0;
      }
      ErrorCosts costs = new ErrorCosts(random.nextInt(4), 1 + random.nextInt(5));

      double chosen = ThresholdChooser.choose(truth, positive, costs);

      assertThat(chosen).isBetween(0.0, 1.0);
      double least = cost(truth, positive, chosen, costs);
      for (int step = 0; step <= 100; step++) {
        assertThat(cost(truth, positive, step / 100.0, costs)).isGreaterThanOrEqualTo(least - 1e-9);
      }
    }
  }

  @Test
  void shouldTakeTheThresholdOfACalibratedModelAmongEquallyCheapOnes() {
    double[] truth = {0, 0, 1, 1};
    double[] positive = {0.1, 0.2, 0.8, 0.9};

    assertThat(ThresholdChooser.choose(truth, positive, new ErrorCosts(1, 1))).isEqualTo(0.5);
  }

  @Test
  void shouldAlarmAlwaysWhenFalseAlarmsAreFree() {
    double threshold =
        ThresholdChooser.choose(
            new double[] {0, 1, 0}, new double[] {0.5, 0.1, 0.9}, new ErrorCosts(0, 1));

    assertThat(threshold).isLessThanOrEqualTo(0.1);
  }

  private static double cost(double[] truth, double[] positive, double at, ErrorCosts costs) {
    double[][] probabilities = new double[truth.length][];
    for (int i = 0; i < truth.length; i++) {
      probabilities[i] = new double[] {1 - positive[i], positive[i]};
    }
    return Metrics.value(
        Metric.EXPECTED_COST, new Outcomes(truth, probabilities, new double[0], at, costs));
  }
}
