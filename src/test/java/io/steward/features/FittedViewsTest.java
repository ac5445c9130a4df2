package io.steward.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.charter.FeaturePlan;
import io.steward.charter.FeaturePlan.SelectionPlan;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittedViewsTest {
  private static final int ROWS = 300;
  private static final int LEVELS = 20;
  private static final SelectionPlan NONE = FeaturePlan.AUTOMATIC.selection();
  private static final SelectionPlan TWO = new SelectionPlan(0.0, null, null, 2);

  private final Random random = new Random(5);
  private final int[] codes = random.ints(ROWS, -1, LEVELS).toArray();
  private final int[] folds = random.ints(ROWS, 0, 5).toArray();
  private final double[] y = random.doubles(ROWS).map(Math::rint).toArray();
  private final double[][] numbers =
      IntStream.range(0, ROWS)
          .mapToObj(i -> new double[] {0, random.nextGaussian(), random.nextGaussian(), 7})
          .toArray(double[][]::new);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void shouldNotLookAtTheTargetsOfTheFoldThatARoundIsScoredOn(int fold) {
    double[] other = y.clone();
    for (int row = 0; row < ROWS; row++) {
      other[row] = folds[row] == fold ? 1 - y[row] : y[row];
    }

    for (SelectionPlan selection : List.of(NONE, TWO)) {
      FoldViews.View view = views(y, selection, false).of(fold);
      FoldViews.View otherView = views(other, selection, false).of(fold);

      assertThat(otherView.featureNames()).isEqualTo(view.featureNames());
      assertThat(otherView.x()).isDeepEqualTo(view.x());
    }
    // The others do look at them, or this would hold of anything.
    assertThat(views(other, NONE, false).of((fold + 1) % 5).x())
        .isNotEqualTo(views(y, NONE, false).of((fold + 1) % 5).x());
  }

  @Test
  void shouldEncodeEachRowFromTheFoldsThatAreNeitherItsOwnNorScored() {
    double[][] x = views(y, NONE, false).of(2).x();

    for (int row = 0; row < ROWS; row++) {
      double rows = 0;
      double sum = 0;
      double all = 0;
      double allSum = 0;
      for (int i = 0; i < ROWS; i++) {
        if (folds[i] != 2 && folds[i] != folds[row]) {
          all++;
          allSum += y[i];
          rows += codes[i] == codes[row] ? 1 : 0;
          sum += codes[i] == codes[row] ? y[i] : 0;
        }
      }
      double mean = allSum / all;
      double shrunk = rows == 0 ? 0 : rows / (rows + 10) * (sum / rows - mean);
      double expected = codes[row] < 0 ? 0 : shrunk / Math.sqrt(mean * (1 - mean));
      assertThat(x[row][0]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void shouldLearnFromEarlierFoldsOnlyWhenTheyFollowOneAnotherInTime() {
    double[] other = y.clone();
    for (int row = 0; row < ROWS; row++) {
      other[row] = folds[row] >= 2 ? 1 - y[row] : y[row];
    }
    FittedViews views = views(y, NONE, true);

    assertThat(views(other, NONE, true).of(2).x()).isDeepEqualTo(views.of(2).x());
    assertThat(IntStream.range(0, 5).filter(fold -> views.learnsFrom(fold, 2)).toArray())
        .containsExactly(0, 1);
  }

  @Test
  void shouldGiveARoundTheRowsOfEarlierFoldsWhenTheyFollowOneAnotherInTime() {
    FeatureMatrix matrix =
        new FeatureMatrix(
            numbers, y, folds, List.of("encoded", "a", "b", "constant"), views(y, NONE, true));

    assertThat(matrix.round(0).training()).isEmpty();
    assertThat(IntStream.of(matrix.round(3).training()).map(row -> folds[row]))
        .containsOnly(0, 1, 2);
    assertThat(IntStream.of(matrix.round(3).test()).map(row -> folds[row])).containsOnly(3);
  }

  @Test
  void shouldSelectNothingWhereNoRowsComeBefore() {
    SelectionPlan everyRule = new SelectionPlan(0.0, 0.98, 0.001, 3);

    FittedViews views = views(y, everyRule, true);

    assertThat(views.of(0).featureNames()).containsExactly("encoded", "a", "b", "constant");
    assertThat(views.of(1).featureNames()).doesNotContain("constant");
  }

  @Test
  void shouldLeaveTheSharedFeaturesAsTheyAre() {
    double[][] before =
        IntStream.range(0, ROWS).mapToObj(i -> numbers[i].clone()).toArray(double[][]::new);

    views(y, TWO, false).of(0);

    assertThat(numbers).isDeepEqualTo(before);
  }

  @Test
  void shouldKeepWhatTellsMostAndSayWhyTheOthersAreLeftOut() {
    double[][] x = new double[200][];
    double[] target = new double[200];
    for (int i = 0; i < 200; i++) {
      target[i] = i % 2;
      double noise = random.nextGaussian();
      x[i] = new double[] {3, noise, target[i] + 0.1 * random.nextGaussian(), -noise, i % 7};
    }
    List<String> names = List.of("constant", "noise", "signal", "copy", "seven");
    int[] all = IntStream.range(0, 200).toArray();

    FeatureSelector.Result result =
        new FeatureSelector(new SelectionPlan(0.0, 0.99, null, 1), false)
            .select(x, target, all, names);
    FeatureSelector.Result nothing =
        new FeatureSelector(new SelectionPlan(1e9, null, null, null), false)
            .select(x, target, all, names);

    assertThat(result.kept()).containsExactly(2);
    assertThat(result.reasons().get(0)).contains("variance");
    assertThat(result.reasons().get(3)).contains("correlation with 'noise' is -1.000");
    assertThat(result.reasons().get(1)).contains("1 others tell more");
    assertThat(nothing.kept()).hasSize(1);
  }

  private FittedViews views(double[] target, SelectionPlan selection, boolean inTime) {
    FoldEncoder encoder = new FoldEncoder(codes, LEVELS, target, folds, 5);
    return new FittedViews(
        numbers,
        List.of("encoded", "a", "b", "constant"),
        target,
        folds,
        false,
        inTime,
        selection,
        List.of(new FittedViews.TargetFeature(0, encoder)));
  }
}
