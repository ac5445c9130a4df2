package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinnedFeaturesTest {

  @Test
  void shouldGiveEachValueItsBinWhereThereAreFew() {
    double[] values = {3, 1, 2, 1, 3, 3};

    assertThat(bins(values)).containsExactly(2, 0, 1, 0, 2, 2);
  }

  @Test
  void shouldPutTheEndOfABinBetweenItsValuesAndTheNext() {
    BinnedFeatures features = BinnedFeatures.of(column(5, 1, 2));

    assertThat(features.upTo(0, 0)).isEqualTo(1.5);
    assertThat(features.upTo(0, 1)).isEqualTo(3.5);
  }

  @Test
  void shouldTellApartNeighboursBetweenWhichThereIsNoNumber() {
    double lower = 1;
    double upper = Math.nextUp(lower);

    BinnedFeatures features = BinnedFeatures.of(column(lower, upper));

    assertThat(features.upTo(0, 0)).isGreaterThanOrEqualTo(lower).isLessThan(upper);
    assertThat(bins(lower, upper)).containsExactly(0, 1);
  }

  @Test
  void shouldTakeTheGreatestAndTheLeastNumbers() {
    assertThat(bins(Double.MAX_VALUE, -Double.MAX_VALUE, 0)).containsExactly(2, 0, 1);
  }

  @Test
  void shouldFillBinsAboutEquallyWhereThereAreManyValues() {
    double[] values = new SplittableRandom(1).doubles(10_000).map(u -> u * u * u).toArray();

    int[] bins = bins(values);

    int[] rows = new int[BinnedFeatures.MOST];
    Arrays.stream(bins).forEach(bin -> rows[bin]++);
    assertThat(Arrays.stream(rows).min().orElseThrow()).isGreaterThanOrEqualTo(30);
    assertThat(Arrays.stream(rows).max().orElseThrow()).isLessThanOrEqualTo(50);
  }

  @Test
  void shouldGiveAFrequentValueABinAndLeaveTheOthersToTheRest() {
    double[] values = new double[4000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 3000 ? 0 : i;
    }

    int[] bins = bins(values);

    assertThat(Arrays.stream(bins).limit(3000).distinct().toArray()).containsExactly(0);
    assertThat(Arrays.stream(bins).skip(3000).min().orElseThrow()).isEqualTo(1);
    assertThat(Arrays.stream(bins).max().orElseThrow()).isGreaterThan(200);
  }

  @Test
  void shouldPutARowWhereItsValueSays() {
    double[] values = new SplittableRandom(2).doubles(3000).toArray();
    BinnedFeatures features = BinnedFeatures.of(column(values));

    int[] bins = bins(values);

    int last = Arrays.stream(bins).max().orElseThrow();
    for (int i = 0; i < values.length; i++) {
      for (int bin = 0; bin < last; bin++) {
        assertThat(values[i] <= features.upTo(0, bin)).isEqualTo(bins[i] <= bin);
      }
    }
  }

  private static int[] bins(double... values) {
    byte[] bins = BinnedFeatures.of(column(values)).bins(0);
    int[] numbers = new int[bins.length];
    Arrays.setAll(numbers, i -> bins[i] & 0xff);
    return numbers;
  }

  private static TrainingData column(double... values) {
    double[][] x = Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    return new TrainingData(x, new double[values.length], 0, List.of("a"));
  }
}
