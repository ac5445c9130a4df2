package io.steward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.steward.charter.Metric;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InfluenceMetricTest {
  private static final int ROWS = 60;

  @Test
  void shouldSayHowMuchTheMetricMovesWhenARowGetsMoreWeight() {
    for (Metric metric : Metric.values()) {
      if (InfluenceMetric.known(metric)) {
        moves(InfluenceMetric.of(metric, outcomes(metric, 1)), metric.written());
        moves(
            InfluenceMetric.of(metric, outcomes(metric, 1))
                .minus(InfluenceMetric.of(metric, outcomes(metric, 2))),
            "difference of " + metric.written());
      }
    }
    moves(InfluenceMetric.of(Metric.RMSE, outcomes(Metric.RMSE, 1)).logarithm(), "logarithm");
  }

  @Test
  void shouldBeTheMetricItself() {
    for (Metric metric : Metric.values()) {
      if (InfluenceMetric.known(metric)) {
        Outcomes outcomes = outcomes(metric, 3);
        double[] weights = weights();
        assertThat(InfluenceMetric.of(metric, outcomes).value(weights, new double[ROWS]))
            .isCloseTo(Metrics.weighted(metric, outcomes).value(weights), within(1e-12));
      }
    }
  }

  @Test
  void shouldRefuseAMetricOfRanks() {
    assertThatThrownBy(() -> InfluenceMetric.of(Metric.AUC, outcomes(Metric.BRIER, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auc");
  }

  @Test
  void shouldSayNothingWhenAPredictionIsNotANumber() {
    double[] values = new double[ROWS];
    values[7] = Double.NaN;
    Outcomes broken = Outcomes.ofValues(new double[ROWS], values);
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    assertThat(InfluenceMetric.of(Metric.MAE, broken).value(ones, new double[ROWS])).isNaN();
  }

  /** The influence is the derivative in the direction of the row: checked by small steps. */
  private static void moves(InfluenceMetric figure, String what) {
    double[] weights = weights();
    double[] influences = new double[ROWS];
    figure.value(weights, influences);
    double mean = 0;
    for (int row = 0; row < ROWS; row++) {
      mean += weights[row] * influences[row];
      double total = Arrays.stream(weights).sum();
      double step = 1e-5 * total;
      double slope =
          (shifted(figure, weights, row, step) - shifted(figure, weights, row, -step)) / 2e-5;
      assertThat(influences[row]).as("%s, row %d", what, row).isCloseTo(slope, within(1e-5));
    }
    assertThat(mean).as(what).isCloseTo(0, within(1e-9));
  }

  private static double shifted(InfluenceMetric figure, double[] weights, int row, double step) {
    double[] moved = weights.clone();
    moved[row] += step;
    return figure.value(moved, new double[ROWS]);
  }

  private static double[] weights() {
    double[] weights = new double[ROWS];
    Arrays.setAll(weights, row -> 1 + row % 3);
    return weights;
  }

  private static Outcomes outcomes(Metric metric, long seed) {
    // The truth is the same for every seed: only the answers differ.
    SplittableRandom fixed = new SplittableRandom(9);
    SplittableRandom random = new SplittableRandom(seed);
    double[] truth = new double[ROWS];
    if (metric == Metric.BRIER || metric == Metric.LOG_LOSS) {
      double[][] probabilities = new double[ROWS][];
      Arrays.setAll(truth, _ -> fixed.nextInt(2));
      for (int row = 0; row < ROWS; row++) {
        double positive = 0.1 + 0.8 * random.nextDouble();
        probabilities[row] = new double[] {1 - positive, positive};
      }
      return Outcomes.ofClasses(truth, probabilities, 0.5);
    }
    Arrays.setAll(truth, _ -> 2 * fixed.nextGaussian());
    double[] values = Arrays.stream(truth).map(value -> value + random.nextGaussian()).toArray();
    return Outcomes.ofValues(truth, values);
  }
}
