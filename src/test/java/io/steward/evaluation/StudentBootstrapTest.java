package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Metric;
import io.steward.metrics.InfluenceMetric;
import io.steward.metrics.Outcomes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StudentBootstrapTest {

  @Test
  void shouldCoverTheTruthWhenErrorsHaveLongTails() {
    int held = 0;
    int simulations = 400;
    for (int seed = 0; seed < simulations; seed++) {
      Interval interval =
          Objects.requireNonNull(
              MetricIntervals.of(List.of(Metric.RMSE), longTailed(120, seed), seed).getFirst());
      // The variance of Student's t with 5 degrees of freedom.
      double truth = Math.sqrt(5 / 3.0);
      held += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
      assertThat(interval.lower()).isPositive();
    }
    assertThat(held / (double) simulations).isBetween(0.91, 0.98);
  }

  @Test
  void shouldGiveTheSameOnAnyNumberOfThreads() throws Exception {
    Interval interval = Objects.requireNonNull(rmse(longTailed(500, 1)));
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4)) {
      assertThat(one.submit(() -> rmse(longTailed(500, 1))).get()).isEqualTo(interval);
      assertThat(four.submit(() -> rmse(longTailed(500, 1))).get()).isEqualTo(interval);
    }
  }

  @Test
  void shouldBeAPointWhenNoRowMovesTheFigure() {
    Outcomes perfect = Outcomes.ofValues(new double[] {1, 2, 3}, new double[] {1, 2, 3});
    assertThat(rmse(perfect)).isEqualTo(new Interval(0, 0));
    assertThat(MetricIntervals.of(List.of(Metric.RMSE), perfect, 1).getFirst()).isNull();
  }

  @Test
  void shouldBeNoneWhenThereIsNoRowOrNoNumber() {
    assertThat(rmse(Outcomes.ofValues(new double[0], new double[0]))).isNull();
    assertThat(rmse(Outcomes.ofValues(new double[2], new double[] {1, Double.NaN}))).isNull();
  }

  private static @Nullable Interval rmse(Outcomes outcomes) {
    return StudentBootstrap.of(outcomes.rows(), 5, InfluenceMetric.of(Metric.RMSE, outcomes))
        .interval();
  }

  private static Outcomes longTailed(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] truth = new double[rows];
    Arrays.setAll(
        truth,
        _ -> {
          double squares = 0;
          for (int freedom = 0; freedom < 5; freedom++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
          }
          return random.nextGaussian() / Math.sqrt(squares / 5);
        });
    return Outcomes.ofValues(truth, new double[rows]);
  }
}
