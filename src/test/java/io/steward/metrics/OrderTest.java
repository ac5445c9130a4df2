package io.steward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void shouldBeTheOrderOfAStableSort() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = IntStream.range(0, 500).mapToDouble(_ -> random.nextInt(40)).toArray();
    values[3] = Double.NaN;
    values[4] = -0.0;
    values[5] = Double.NEGATIVE_INFINITY;
    int[] expected =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> values[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(Order.ascending(values)).containsExactly(expected);
  }

  @Test
  void shouldKeepTheOrderOfEqualsWhenDescending() {
    assertThat(Order.descending(new double[] {1, 3, 2, 3, 1})).containsExactly(1, 3, 2, 0, 4);
    assertThat(Order.descending(new double[0])).isEmpty();
  }
}
