package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The benchmark {@code evaluation} measures the coverage of all figures in 1,000 simulations. */
class IntervalsTest {

  @Test
  void shouldAgreeWithPublishedValues() {
    // Newcombe (1998), Statistics in Medicine 17, 873–890, example (a): 56/70 and 48/80.
    Interval first = Objects.requireNonNull(Intervals.share(56, 70));
    Interval second = Objects.requireNonNull(Intervals.share(48, 80));
    assertThat(first.lower()).isCloseTo(0.6918, within(5e-4));
    assertThat(first.upper()).isCloseTo(0.8768, within(5e-4));
    Interval difference =
        Objects.requireNonNull(Intervals.difference(56 / 70.0, first, 48 / 80.0, second));
    assertThat(difference.lower()).isCloseTo(0.0524, within(5e-4));
    assertThat(difference.upper()).isCloseTo(0.3339, within(5e-4));
  }

  @Test
  void shouldNotBeAPointWhenAllOrNoneAreHits() {
    assertThat(Objects.requireNonNull(Intervals.share(0, 30)).upper()).isBetween(0.1, 0.13);
    assertThat(Objects.requireNonNull(Intervals.share(0, 30)).lower()).isZero();
    assertThat(Objects.requireNonNull(Intervals.share(30, 30)).lower()).isBetween(0.87, 0.9);
    assertThat(Objects.requireNonNull(Intervals.share(30, 30)).upper()).isEqualTo(1);
  }

  @Test
  void shouldSayNothingWhenThereIsNothingToSay() {
    assertThat(Intervals.share(0, 0)).isNull();
    assertThat(Intervals.mean(new double[] {1})).isNull();
    assertThat(Intervals.mean(new double[] {2, 2, 2})).isNull();
    assertThat(Intervals.difference(1, null, 2, new Interval(1, 3))).isNull();
    assertThat(Intervals.ratio(0.1, Intervals.share(1, 10), 0, Intervals.share(0, 10))).isNull();
  }

  @Test
  void shouldHoldTheRatioBetweenItsEnds() {
    Interval ratio =
        Objects.requireNonNull(
            Intervals.ratio(0.2, Intervals.share(40, 200), 0.4, Intervals.share(80, 200)));
    assertThat(0.5).isBetween(ratio.lower(), ratio.upper());
    assertThat(ratio.lower()).isBetween(0.33, 0.4);
    assertThat(ratio.upper()).isBetween(0.65, 0.75);
  }

  @Test
  void shouldCoverTheTruthOfMetricsInNineteenOfTwentySimulations() {
    Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
    Scored many = Cases.scored(Cases.loans(400_000, 99), Cases.KNOWING);
    List<Metric> metrics = List.of(Metric.AUC, Metric.RECALL, Metric.BRIER, Metric.F1);
    double[] truth =
        metrics.stream()
            .mapToDouble(metric -> Metrics.value(metric, many.outcomes(charter.costs())))
            .toArray();
    double[] held = new double[truth.length];
    int simulations = 400;
    for (int seed = 0; seed < simulations; seed++) {
      Scored scored = Cases.scored(Cases.loans(250, 7000 + seed), Cases.KNOWING);
      List<@Nullable Interval> intervals =
          MetricIntervals.of(metrics, scored.outcomes(charter.costs()), seed);
      for (int index = 0; index < truth.length; index++) {
        Interval interval = Objects.requireNonNull(intervals.get(index));
        held[index] += interval.lower() <= truth[index] && truth[index] <= interval.upper() ? 1 : 0;
      }
    }
    // Three standard errors of 400 simulations around the 93 to 97 % that are promised.
    assertThat(Arrays.stream(held).map(count -> count / simulations).toArray())
        .satisfies(
            shares -> {
              for (double share : shares) {
                assertThat(share).isBetween(0.92, 0.98);
              }
            });
  }

  @Test
  void shouldGiveTheSameIntervalWhateverTheThreads() {
    SplittableRandom random = new SplittableRandom(3);
    double[] terms = new double[2500];
    Arrays.setAll(terms, row -> random.nextDouble());
    Interval first = of(terms);
    assertThat(of(terms)).isEqualTo(first);
  }

  private static @Nullable Interval of(double[] terms) {
    return new Bootstrap(
            terms.length,
            5,
            List.of(
                weights -> {
                  double sum = 0;
                  double count = 0;
                  for (int row = 0; row < terms.length; row++) {
                    sum += weights[row] * terms[row];
                    count += weights[row];
                  }
                  return sum / count;
                }))
        .interval(0);
  }
}
