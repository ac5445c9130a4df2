package io.steward.training.algorithm;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.bundle.DecisionTree;
import io.steward.training.Cancellation;
import io.steward.training.TrainingCancelledException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeGrowerTest {
  private static final Offset<Double> NEAR = Offset.offset(1e-9);

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void shouldSplitWhereTheSquaredDistancesFromTheMeansAreLeast(int classes) {
    TrainingData data = AlgorithmTest.data(150, classes);
    double[][] targets = targets(data);
    int[] weights = weights(data.rows());

    GrownTree stump = grower(data, targets, new TreeOptions(20, 2, 7)).grow(weights, random());

    double[] x = {stump.feature()[0], stump.threshold()[0]};
    assertThat(loss(data, targets, weights, (int) x[0], x[1]))
        .isCloseTo(leastLoss(data, targets, weights, 7), NEAR);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void shouldHoldTheMeanTargetOfItsRowsInEachLeaf(int classes) {
    TrainingData data = AlgorithmTest.data(300, classes);
    double[][] targets = targets(data);
    int[] weights = weights(data.rows());

    GrownTree tree = grower(data, targets, new TreeOptions(20, 15, 5)).grow(weights, random());

    // By identity: a leaf is an array of its own.
    Map<double[], List<Integer>> rowsOf =
        IntStream.range(0, data.rows())
            .boxed()
            .collect(groupingBy(row -> tree.leaf(data.x()[row])));
    assertThat(rowsOf).hasSize(15);
    rowsOf.forEach(
        (leaf, rows) -> {
          int count = rows.stream().mapToInt(row -> weights[row]).sum();
          assertThat(count).isGreaterThanOrEqualTo(5);
          for (int c = 0; c < leaf.length; c++) {
            int channel = c;
            double sum =
                rows.stream().mapToDouble(row -> weights[row] * targets[row][channel]).sum();
            assertThat(leaf[c]).isCloseTo(sum / count, NEAR);
          }
        });
  }

  @Test
  void shouldFitBetterWithEachLeaf() {
    TrainingData data = AlgorithmTest.data(300, 0);
    int[] weights = weights(data.rows());
    double last = Double.POSITIVE_INFINITY;

    for (int leaves = 2; leaves < 12; leaves++) {
      GrownTree tree =
          grower(data, targets(data), new TreeOptions(20, leaves, 5)).grow(weights, random());
      double loss = 0;
      for (int i = 0; i < data.rows(); i++) {
        double distance = targets(data)[i][0] - tree.leaf(data.x()[i])[0];
        loss += weights[i] * distance * distance;
      }
      assertThat(loss).isLessThan(last);
      last = loss;
    }
  }

  @Test
  void shouldKeepToTheGreatestDepth() {
    TrainingData data = AlgorithmTest.data(300, 0);

    GrownTree tree =
        grower(data, targets(data), new TreeOptions(3, 1000, 1))
            .grow(weights(data.rows()), random());

    assertThat(Arrays.stream(tree.feature()).filter(feature -> feature < 0).count()).isEqualTo(4);
  }

  @Test
  void shouldExportWhatItPredicts() {
    TrainingData data = AlgorithmTest.data(300, 3);
    GrownTree tree =
        grower(data, targets(data), new TreeOptions(20, 40, 2))
            .grow(weights(data.rows()), random());

    DecisionTree exported = tree.withLeaves(shares -> shares[2]);

    for (double[] row : data.x()) {
      assertThat(exported.score(row)).isEqualTo(tree.leaf(row)[2]);
    }
  }

  @Test
  void shouldTryOtherFeaturesWhereThoseDrawnHaveOneValueOnly() {
    double[][] x = new double[50][30];
    double[] y = new double[50];
    for (int i = 0; i < x.length; i++) {
      x[i][29] = i;
      y[i] = i < 25 ? 0 : 1;
    }
    TrainingData data = new TrainingData(x, y, 2, AlgorithmTest.names(30));

    GrownTree tree =
        new TreeGrower(
                BinnedFeatures.of(data),
                targets(data),
                new TreeOptions(20, 10, 1),
                1,
                Cancellation.never())
            .grow(Bootstrap.once(50), random());

    assertThat(tree.feature()).containsExactly(29, -1, -1);
    assertThat(tree.threshold()[0]).isEqualTo(24.5);
  }

  @Test
  void shouldBeOneLeafWhereNothingTellsTheTargetsApart() {
    TrainingData data = AlgorithmTest.data(40, 0);

    GrownTree tree =
        grower(data, new double[40][1], new TreeOptions(20, 10, 1))
            .grow(Bootstrap.once(40), random());

    assertThat(tree.feature()).containsExactly(-1);
  }

  @Test
  void shouldAskAtEachSplitWhetherToStop() {
    TrainingData data = AlgorithmTest.data(300, 0);
    AtomicInteger asked = new AtomicInteger();
    TreeGrower grower =
        new TreeGrower(
            BinnedFeatures.of(data),
            targets(data),
            new TreeOptions(20, 100, 1),
            5,
            () -> asked.incrementAndGet() > 3);

    assertThatThrownBy(() -> grower.grow(Bootstrap.once(300), random()))
        .isInstanceOf(TrainingCancelledException.class);
    assertThat(asked).hasValue(4);
  }

  private static TreeGrower grower(TrainingData data, double[][] targets, TreeOptions options) {
    return new TreeGrower(
        BinnedFeatures.of(data), targets, options, data.features(), Cancellation.never());
  }

  private static double[][] targets(TrainingData data) {
    return data.classes() == 0
        ? TargetScale.of(data.y()).targets(data.y())
        : ClassCodes.of(data).targets();
  }

  /** Some rows count twice, some not at all. */
  private static int[] weights(int rows) {
    SplittableRandom random = new SplittableRandom(8);
    return random.ints(rows, 0, 3).toArray();
  }

  private static SplittableRandom random() {
    return new SplittableRandom(4);
  }

  /** By trying each place between two values of each feature. */
  private static double leastLoss(
      TrainingData data, double[][] targets, int[] weights, int minLeaf) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < data.features(); j++) {
      for (double[] row : data.x()) {
        int feature = j;
        double threshold = row[j];
        int below = 0;
        int above = 0;
        for (int i = 0; i < data.rows(); i++) {
          below += data.x()[i][feature] <= threshold ? weights[i] : 0;
          above += data.x()[i][feature] <= threshold ? 0 : weights[i];
        }
        if (below >= minLeaf && above >= minLeaf) {
          least = Math.min(least, loss(data, targets, weights, feature, threshold));
        }
      }
    }
    return least;
  }

  /** The squared distances from the means on both sides of a split. */
  private static double loss(
      TrainingData data, double[][] targets, int[] weights, int feature, double threshold) {
    double loss = 0;
    for (boolean side : new boolean[] {true, false}) {
      for (int c = 0; c < targets[0].length; c++) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < data.rows(); i++) {
          if (data.x()[i][feature] <= threshold == side) {
            sum += weights[i] * targets[i][c];
            squares += weights[i] * targets[i][c] * targets[i][c];
            count += weights[i];
          }
        }
        loss += count == 0 ? 0 : squares - sum * sum / count;
      }
    }
    return loss;
  }
}
