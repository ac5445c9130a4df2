package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.TreeModel;
import io.steward.charter.Charter.Task;
import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmTest {
  private static final Map<String, Double> SMALL =
      Map.of("trees", 30.0, "min-leaf", 2.0, "epochs", 10.0, "layers", 2.0);

  record Case(String name, int classes) {
    Algorithm algorithm() {
      return Algorithms.of(name, task());
    }

    Task task() {
      return classes == 0 ? Task.REGRESSION : classes == 2 ? Task.BINARY : Task.MULTICLASS;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(Algorithms.LOGISTIC_REGRESSION, 2),
        new Case(Algorithms.LOGISTIC_REGRESSION, 3),
        new Case(Algorithms.RANDOM_FOREST, 2),
        new Case(Algorithms.RANDOM_FOREST, 3),
        new Case(Algorithms.RANDOM_FOREST, 0),
        new Case(Algorithms.GRADIENT_BOOSTING, 2),
        new Case(Algorithms.GRADIENT_BOOSTING, 3),
        new Case(Algorithms.GRADIENT_BOOSTING, 0),
        new Case(Algorithms.RIDGE, 0),
        new Case(Algorithms.DECISION_TREE, 2),
        new Case(Algorithms.DECISION_TREE, 3),
        new Case(Algorithms.DECISION_TREE, 0),
        new Case(Algorithms.LIGHTGBM, 2),
        new Case(Algorithms.LIGHTGBM, 3),
        new Case(Algorithms.LIGHTGBM, 0),
        new Case(Algorithms.ADABOOST, 2),
        new Case(Algorithms.ADABOOST, 3),
        new Case(Algorithms.ELASTIC_NET, 0),
        new Case(Algorithms.NAIVE_BAYES, 2),
        new Case(Algorithms.NAIVE_BAYES, 3),
        new Case(Algorithms.EXTRA_TREES, 2),
        new Case(Algorithms.EXTRA_TREES, 3),
        new Case(Algorithms.EXTRA_TREES, 0),
        new Case(Algorithms.SVM, 2),
        new Case(Algorithms.SVM, 0),
        new Case(Algorithms.MLP, 2),
        new Case(Algorithms.MLP, 3),
        new Case(Algorithms.MLP, 0));
  }

  static Stream<Case> twoClasses() {
    return cases().filter(c -> c.classes() == 2);
  }

  static Stream<Case> manyClasses() {
    return cases().filter(c -> c.classes() == 3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldPredictLikeTheLibraryOnAllRowsAndOnSplits(Case given) {
    TrainingData data = data(200, given.classes());

    FittedModel model = fit(given, data);

    for (double[] row : data.x()) {
      assertThat(model.portable().predict(row)).containsExactly(model.library().apply(row), near());
    }
    if (model.portable() instanceof TreeModel trees) {
      for (double[] row : rowsOnSplits(trees, data)) {
        assertThat(model.portable().predict(row))
            .containsExactly(model.library().apply(row), near());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("manyClasses")
  void shouldGiveNoProbabilityToAClassThatDoesNotOccur(Case given) {
    TrainingData all = data(240, 3);
    for (int missing = 0; missing < 3; missing++) {
      int gone = missing;
      TrainingData data =
          all.select(
              IntStream.range(0, all.rows()).filter(i -> (int) all.y()[i] != gone).toArray());

      FittedModel model = fit(given, data);

      double[] predicted = model.portable().predict(data.x()[0]);
      assertThat(predicted).hasSize(3);
      assertThat(predicted[gone]).isZero();
      assertThat(predicted[0] + predicted[1] + predicted[2])
          .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
      assertThat(predicted).containsExactly(model.library().apply(data.x()[0]), near());
    }
  }

  @ParameterizedTest
  @MethodSource("manyClasses")
  void shouldLearnAllFourClassesWhenOneOfThemIsMissing(Case given) {
    TrainingData all = data(240, 4);
    TrainingData data =
        all.select(IntStream.range(0, all.rows()).filter(i -> all.y()[i] != 1).toArray());

    FittedModel model =
        new Case(given.name(), 4).algorithm().fit(data, SMALL, 7, 1, Cancellation.never());

    for (int i = 0; i < 50; i++) {
      double[] predicted = model.portable().predict(data.x()[i]);
      assertThat(predicted[1]).isZero();
      assertThat(predicted).containsExactly(model.library().apply(data.x()[i]), near());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldTakeConstantFeatures(Case given) {
    TrainingData data = data(100, given.classes());
    for (double[] row : data.x()) {
      row[1] = 3;
    }

    FittedModel model = fit(given, data);

    assertThat(model.portable().predict(data.x()[0]))
        .containsExactly(model.library().apply(data.x()[0]), near());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldTakeMoreFeaturesThanRows(Case given) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] x = new double[24][60];
    double[] y = new double[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(60).toArray();
      y[i] = given.classes() == 0 ? random.nextDouble() : i % given.classes();
    }
    TrainingData data = new TrainingData(x, y, given.classes(), names(60));

    FittedModel model = fit(given, data);

    assertThat(model.portable().predict(x[0])).containsExactly(model.library().apply(x[0]), near());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldRefuseHyperparametersOutOfRange(Case given) {
    Map<String, Double> wrong =
        Map.of(
            "lambda",
            -1.0,
            "penalty",
            -1.0,
            "min-leaf",
            -1.0,
            "trees",
            -3.0,
            "smoothing",
            -1.0,
            "cost",
            -1.0,
            "hidden",
            -1.0);

    assertThatThrownBy(
            () ->
                given.algorithm().fit(data(40, given.classes()), wrong, 1, 1, Cancellation.never()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Hyperparameter");
  }

  @ParameterizedTest
  @MethodSource("twoClasses")
  void shouldSayThatThereIsOneClassOnly(Case given) {
    TrainingData data = data(40, 2);
    java.util.Arrays.fill(data.y(), 1);

    assertThatThrownBy(() -> fit(given, data))
        .isInstanceOf(UnsuitableDataException.class)
        .hasMessageContaining("one class");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseNumbersThatAreNotFiniteAndNameTheFeature(double value) {
    double[][] x = {{1, 2}, {3, value}};

    assertThatThrownBy(() -> new TrainingData(x, new double[] {0, 1}, 2, List.of("a", "amount")))
        .isInstanceOf(UnsuitableDataException.class)
        .hasMessageContaining("'amount'")
        .hasMessageContaining("row 1");
  }

  @Test
  void shouldNameTheAlgorithmThatThereIsNot() {
    assertThatThrownBy(() -> Algorithms.of("ridge", Task.BINARY))
        .hasMessageContaining("'ridge'")
        .hasMessageContaining("binary");
  }

  @Test
  void shouldDrawDistinctSeedsThatTheLibraryTakes() {
    assertThat(TreeSeeds.of(0, 2000)).doesNotHaveDuplicates();
    assertThat(java.util.Arrays.stream(TreeSeeds.of(0, 2000)).min().orElse(0)).isGreaterThan(1);
    assertThat(TreeSeeds.of(5, 10))
        .isEqualTo(TreeSeeds.of(5, 10))
        .isNotEqualTo(TreeSeeds.of(6, 10));
  }

  private static FittedModel fit(Case given, TrainingData data) {
    return given.algorithm().fit(data, SMALL, 7, 2, Cancellation.never());
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  private static List<double[]> rowsOnSplits(TreeModel model, TrainingData data) {
    List<double[]> rows = new java.util.ArrayList<>();
    for (List<DecisionTree> ensemble : model.ensembles()) {
      for (DecisionTree tree : ensemble) {
        for (int node = 0; node < tree.nodes(); node++) {
          if (!tree.isLeaf(node)) {
            double split = tree.threshold()[node];
            for (double value : new double[] {split, Math.nextUp(split), Math.nextDown(split)}) {
              double[] row = data.x()[node % data.rows()].clone();
              row[tree.feature()[node]] = value;
              rows.add(row);
            }
          }
        }
      }
    }
    return rows;
  }

  private static TrainingData data(int rows, int classes) {
    SplittableRandom random = new SplittableRandom(11);
    double[][] x = new double[rows][5];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 5; j++) {
        // Halves are frequent, so that many splits fall between equal distances.
        x[i][j] = j < 2 ? random.nextInt(6) / 2.0 : random.nextGaussian();
      }
      double signal = x[i][0] + x[i][2] * x[i][3] + 0.3 * random.nextGaussian();
      y[i] =
          classes == 0
              ? 1000 * signal
              : random.nextInt(4) == 0
                  ? i % classes
                  : Math.floorMod((int) Math.floor(signal), classes);
    }
    return new TrainingData(x, y, classes, names(5));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(j -> "x" + j).toList();
  }
}
