package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PositiveWeightTest {

  static Stream<AlgorithmTest.Case> listening() {
    return AlgorithmTest.twoClasses().filter(c -> Algorithms.WEIGHING.contains(c.name()));
  }

  static Stream<AlgorithmTest.Case> others() {
    return AlgorithmTest.cases()
        .filter(c -> c.classes() != 2 || !Algorithms.WEIGHING.contains(c.name()));
  }

  @ParameterizedTest
  @MethodSource("listening")
  void shouldShiftTheProbabilitiesTowardsTheClassThatWeighsMore(AlgorithmTest.Case given) {
    double less = mean(given, 0.2);
    double even = mean(given, 1);
    double more = mean(given, 5);

    assertThat(less).isLessThan(even - 0.03);
    assertThat(more).isGreaterThan(even + 0.03);
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldRefuseAWeightThatItWouldNotListenTo(AlgorithmTest.Case given) {
    assertThatThrownBy(() -> mean(given, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'positive-weight'");
  }

  /** The mean of the first output over the rows. */
  private static double mean(AlgorithmTest.Case given, double weight) {
    TrainingData data = AlgorithmTest.data(200, given.classes());
    Map<String, Double> values = new HashMap<>(AlgorithmTest.SMALL);
    values.put(PositiveWeight.NAME, weight);
    FittedModel model = given.algorithm().fit(data, values, 7, 1, Cancellation.never());
    return Arrays.stream(data.x())
        .mapToDouble(row -> model.portable().predict(row)[0])
        .average()
        .orElseThrow();
  }
}
