package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.training.Cancellation;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model whose answers are numbers, or a reason that a person understands; never anything else.
 */
class HardDataTest {

  private static final Map<String, Double> FEW =
      Map.of("trees", 6.0, "min-leaf", 2.0, "epochs", 3.0, "nets", 2.0);

  static Stream<AlgorithmTest.Case> cases() {
    return AlgorithmTest.cases();
  }

  static Stream<AlgorithmTest.Case> classifiers() {
    return cases().filter(given -> given.classes() > 0);
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void shouldLearnWhenAClassHasTwoRows(AlgorithmTest.Case given) {
    TrainingData data = AlgorithmTest.data(90, given.classes());
    for (int i = 0; i < data.rows(); i++) {
      data.y()[i] = i < 2 ? given.classes() - 1 : i % (given.classes() - 1);
    }

    shouldAnswerOrSayWhy(given, data);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldLearnOrSayWhyWhenAllFeaturesAreConstant(AlgorithmTest.Case given) {
    TrainingData data = AlgorithmTest.data(60, given.classes());
    for (double[] row : data.x()) {
      java.util.Arrays.fill(row, 2);
    }

    shouldAnswerOrSayWhy(given, data);
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void shouldLearnOrSayWhyWhenAColumnHasTenThousandLevels(AlgorithmTest.Case given) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] x = new double[200][10_000];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i][random.nextInt(10_000)] = 1;
      y[i] = given.classes() == 0 ? random.nextDouble() : random.nextInt(given.classes());
    }

    shouldAnswerOrSayWhy(
        given, new TrainingData(x, y, given.classes(), AlgorithmTest.names(10_000)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldLearnOrSayWhyWhenNumbersAreHuge(AlgorithmTest.Case given) {
    TrainingData data = AlgorithmTest.data(120, given.classes());
    for (int i = 0; i < data.rows(); i += 3) {
      data.x()[i][1] *= 1e300;
      data.x()[i][4] *= 1e200;
    }

    shouldAnswerOrSayWhy(given, data);
  }

  private static void shouldAnswerOrSayWhy(AlgorithmTest.Case given, TrainingData data) {
    FittedModel model;
    try {
      model = given.algorithm().fit(data, FEW, 7, 2, Cancellation.never());
    } catch (UnsuitableDataException e) {
      assertThat(e.getMessage()).hasSizeGreaterThan(30).contains(". ");
      return;
    }
    for (int i = 0; i < data.rows(); i += 7) {
      for (double output : model.portable().predict(data.x()[i])) {
        assertThat(output).isFinite();
        if (given.classes() > 0) {
          assertThat(output).isBetween(-1e-12, 1 + 1e-12);
        }
      }
    }
  }
}
