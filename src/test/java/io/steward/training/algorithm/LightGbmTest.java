package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LightGbmTest {
  private static final double NEAR_ZERO = 1e-35f;

  @Test
  void shouldSplitNearZeroAsTheLibraryDoes() {
    // Zeros and negative numbers, zeros and positive numbers: splits at both edges of zero.
    SplittableRandom random = new SplittableRandom(5);
    double[][] x = new double[400][2];
    double[] y = new double[400];
    for (int i = 0; i < x.length; i++) {
      x[i][0] = i % 2 == 0 ? 0 : -1 - random.nextInt(3);
      x[i][1] = i % 3 == 0 ? 0 : 1 + random.nextInt(3);
      y[i] = (x[i][0] < 0 ? 3 : 0) + (x[i][1] > 0 ? 7 : 0) + random.nextDouble();
    }

    FittedModel model = fit(new TrainingData(x, y, 0, List.of("below", "above")));

    assertThat(((TreeModel) model.portable()).ensembles().getFirst())
        .anySatisfy(tree -> assertThat(tree.threshold()).contains(NEAR_ZERO))
        .anySatisfy(tree -> assertThat(tree.threshold()).contains(Math.nextDown(-NEAR_ZERO)));
    for (double value : new double[] {0, -0.0, NEAR_ZERO, Double.MIN_VALUE, -Double.MIN_VALUE}) {
      for (double next : new double[] {value, Math.nextUp(value), Math.nextDown(value), -value}) {
        for (double[] row : new double[][] {{next, 2}, {-2, next}, {next, next}}) {
          assertThat(model.portable().predict(row))
              .containsExactly(model.library().apply(row), Offset.offset(1e-12));
        }
      }
    }
  }

  @Test
  void shouldLearnTheMeanWhenNothingCanBeSplit() {
    double[][] x = new double[50][1];
    double[] y = new double[50];
    for (int i = 0; i < y.length; i++) {
      y[i] = i % 2 == 0 ? 10 : 20;
    }

    FittedModel model = fit(new TrainingData(x, y, 0, List.of("constant")));

    assertThat(model.portable().predict(new double[1])[0]).isEqualTo(15);
    assertThat(model.library().apply(new double[1])[0]).isEqualTo(15);
  }

  @Test
  void shouldAnswerForAsManyClassesAsThereAre() {
    int classes = 40;
    double[][] x = new double[1200][1];
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      x[i][0] = i;
      y[i] = i % classes;
    }
    List<String> names = List.of("x");

    FittedModel model = fit(new TrainingData(x, y, classes, names));

    // Room for two answers only would be overrun here, which ends the process sooner or later.
    for (double[] row : x) {
      assertThat(model.library().apply(row))
          .hasSize(classes)
          .containsExactly(model.portable().predict(row), Offset.offset(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void shouldAverageWhatItsSeedsLearnWhenBagged(int classes) {
    SplittableRandom random = new SplittableRandom(8);
    double[][] x = new double[300][3];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < 3; f++) {
        x[i][f] = random.nextDouble();
      }
      y[i] = classes == 0 ? 10 * x[i][0] + random.nextDouble() : (int) (classes * x[i][0]);
    }
    TrainingData data = new TrainingData(x, y, classes, List.of("a", "b", "c"));
    Map<String, Double> bagged = Map.of("trees", 20.0, "bags", 3.0, "sample", 0.5);
    List<TreeModel> singles =
        Stream.of(5L, 6L, 7L)
            .map(seed -> fit(data, Map.of("trees", 20.0, "sample", 0.5), seed))
            .map(model -> (TreeModel) model.portable())
            .toList();

    FittedModel model = fit(data, bagged, 5);

    TreeModel portable = (TreeModel) model.portable();
    for (double[] row : x) {
      assertThat(model.library().apply(row))
          .containsExactly(portable.predict(row), Offset.offset(1e-12));
      if (classes == 0) {
        assertThat(portable.predict(row)[0])
            .isCloseTo(
                singles.stream().mapToDouble(one -> one.predict(row)[0]).average().orElseThrow(),
                Offset.offset(1e-9));
      }
    }
    // The first 15 trees are five rounds of three models, as if no more had been asked for.
    TreeModel short5 =
        (TreeModel) fit(data, Map.of("trees", 5.0, "bags", 3.0, "sample", 0.5), 5).portable();
    assertThat(portable.predictStaged(x[0], new int[] {15})[0]).isEqualTo(short5.predict(x[0]));
  }

  @Test
  void shouldRefuseTargetsThatAreNoFloats() {
    TrainingData data =
        new TrainingData(new double[][] {{1}, {2}}, new double[] {1, 1e300}, 0, List.of("x"));

    assertThatThrownBy(() -> fit(data))
        .isInstanceOf(UnsuitableDataException.class)
        .hasMessageContaining("1.0E300 in row 1");
  }

  @Test
  void shouldReadTheTextOfATree() {
    String model =
        """
        tree
        version=v4

        Tree=0
        num_leaves=3
        split_feature=1 0
        threshold=0.5 -2.25
        decision_type=0 2
        left_child=1 -1
        right_child=-3 -2
        leaf_value=0.25 -0.5 4
        shrinkage=0.1

        Tree=1
        num_leaves=1
        split_feature=
        leaf_value=7

        end of trees
        """;

    List<DecisionTree> trees = LightGbmText.trees(model, 1).getFirst();

    assertThat(trees).hasSize(2);
    assertThat(trees.get(0).score(new double[] {-2.25, 0.5})).isEqualTo(0.25);
    assertThat(trees.get(0).score(new double[] {-2, 0.5})).isEqualTo(-0.5);
    assertThat(trees.get(0).score(new double[] {-3, 0.6})).isEqualTo(4);
    assertThat(trees.get(1).score(new double[2])).isEqualTo(7);
  }

  @Test
  void shouldRefuseASplitThatTheGraphDoesNotSay() {
    String categorical =
        """
        tree

        Tree=0
        split_feature=0
        threshold=0
        decision_type=1
        left_child=-1
        right_child=-2
        leaf_value=1 2

        end of trees
        """;

    assertThatThrownBy(() -> LightGbmText.trees(categorical, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kind 1");
  }

  @Test
  void shouldLeaveNoFilesBehindAndTheTemporaryFolderAsItWas() throws IOException {
    String before = System.getProperty("java.io.tmpdir");

    LightGbmLibrary.load();

    String own = LightGbmLibrary.FOLDER + ProcessHandle.current().pid() + "-";
    try (var files = Files.list(Path.of(before))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(own))).isEmpty();
    }
    assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(before);
    Path fresh = Files.createTempFile("steward", null);
    assertThat(fresh.getParent()).isEqualTo(Path.of(before));
    Files.delete(fresh);
  }

  private static FittedModel fit(TrainingData data) {
    return fit(data, Map.of("trees", 20.0, "sample", 1.0), 3);
  }

  private static FittedModel fit(
      TrainingData data, Map<String, Double> hyperparameters, long seed) {
    return LightGbm.boosting().fit(data, hyperparameters, seed, 1, Cancellation.never());
  }
}
