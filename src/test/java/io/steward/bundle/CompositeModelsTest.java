package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calibrated models and ensembles: what they say, and that ONNX says the same. */
class CompositeModelsTest {
  private static final FeatureRecipe RECIPE = TestModels.recipe();
  private static final RawTable ROWS = TestModels.rows(1500, 8);
  private static final double[][] FEATURES = RecipeApplier.apply(RECIPE, ROWS);
  private static final Calibrator UNCHANGED = new Calibrator.Unchanged();
  private static final Calibrator SIGMOID = new Calibrator.Sigmoid(1.7, -0.4);
  private static final Calibrator LINE =
      new Calibrator.Line(
          new double[] {0, 0.2, 0.21, 0.7, 1}, new double[] {0.01, 0.1, 0.6, 0.6, 0.95});

  @ParameterizedTest
  @MethodSource("binary")
  void shouldSayTheSameInOnnxForTwoClasses(PortableModel model) {
    byte[] onnx = OnnxWriter.write(RECIPE, model, OutputSpec.binary("no", "yes", 0.3));

    try (OnnxScorer scorer = new OnnxScorer(onnx)) {
      double[][] probabilities = scorer.score(ROWS).probabilities();
      for (int i = 0; i < FEATURES.length; i++) {
        double expected = model.predict(FEATURES[i])[0];
        assertThat(expected).isBetween(0.0, 1.0);
        assertThat(probabilities[i][1]).isCloseTo(expected, offset(1e-12));
        assertThat(probabilities[i][0] + probabilities[i][1]).isCloseTo(1, offset(1e-15));
      }
    }
  }

  static Stream<PortableModel> binary() {
    PortableModel linear = linear(1, Link.SIGMOID);
    PortableModel trees = trees(1, Link.SIGMOID);
    PortableModel forest = trees(1, Link.IDENTITY);
    PortableModel line = new CalibratedModel(trees, List.of(LINE));
    PortableModel blend = new EnsembleModel(List.of(linear, line), new double[] {0.25, 0.75});
    return Stream.of(
        new CalibratedModel(linear, List.of(UNCHANGED)),
        new CalibratedModel(linear, List.of(SIGMOID)),
        new CalibratedModel(forest, List.of(SIGMOID)),
        line,
        blend,
        new EnsembleModel(List.of(blend, forest), new double[] {0.5, 0.5}),
        new CalibratedModel(blend, List.of(SIGMOID)));
  }

  @Test
  void shouldSayTheSameInOnnxForThreeClasses() {
    PortableModel calibrated =
        new CalibratedModel(trees(3, Link.SOFTMAX), List.of(SIGMOID, LINE, UNCHANGED));
    PortableModel model =
        new EnsembleModel(
            List.of(calibrated, linear(3, Link.SOFTMAX)), new double[] {0.625, 0.375});
    byte[] onnx = OnnxWriter.write(RECIPE, model, OutputSpec.multiclass(List.of("a", "b", "c")));

    try (OnnxScorer scorer = new OnnxScorer(onnx)) {
      double[][] probabilities = scorer.score(ROWS).probabilities();
      for (int i = 0; i < FEATURES.length; i++) {
        double[] expected = model.predict(FEATURES[i]);
        assertThat(probabilities[i]).containsExactly(expected, offset(1e-12));
        assertThat(Arrays.stream(expected).sum()).isCloseTo(1, offset(1e-12));
      }
    }
  }

  @Test
  void shouldSayTheSameInOnnxForValues() {
    PortableModel model =
        new EnsembleModel(
            List.of(linear(1, Link.IDENTITY), trees(1, Link.IDENTITY)), new double[] {0.5, 0.5});

    try (OnnxScorer scorer =
        new OnnxScorer(OnnxWriter.write(RECIPE, model, OutputSpec.regression()))) {
      double[] values = scorer.score(ROWS).values();
      for (int i = 0; i < FEATURES.length; i++) {
        assertThat(values[i]).isCloseTo(model.predict(FEATURES[i])[0], offset(1e-12));
      }
    }
  }

  @Test
  void shouldGoStraightBetweenTheKnotsOfALine() {
    assertThat(LINE.apply(-1e-17)).isEqualTo(0.01);
    assertThat(LINE.apply(0.1)).isCloseTo(0.055, offset(1e-15));
    assertThat(LINE.apply(0.2)).isEqualTo(0.1);
    assertThat(LINE.apply(0.205)).isCloseTo(0.35, offset(1e-12));
    assertThat(LINE.apply(0.5)).isEqualTo(0.6);
    assertThat(LINE.apply(1 + 1e-15)).isEqualTo(0.95);
  }

  @Test
  void shouldKeepProbabilitiesOfSeveralClassesASumOfOneWhenAllAreZero() {
    assertThat(
            CalibratedModel.calibrate(
                List.of(UNCHANGED, UNCHANGED, UNCHANGED, UNCHANGED), new double[4]))
        .containsExactly(0.25, 0.25, 0.25, 0.25);
  }

  @Test
  void shouldPredictStagesToTheBitAsModelsWithFewerTreesDo() {
    TreeModel all = (TreeModel) trees(3, Link.SOFTMAX);

    for (double[] row : Arrays.copyOf(FEATURES, 50)) {
      double[][] staged = all.predictStaged(row, new int[] {2, 9, 500});
      assertThat(staged[0]).isEqualTo(first(all, 2).predict(row));
      assertThat(staged[1]).isEqualTo(first(all, 9).predict(row));
      assertThat(staged[2]).isEqualTo(all.predict(row));
    }
  }

  @Test
  void shouldRefuseWhatDoesNotBelongTogether() {
    PortableModel one = linear(1, Link.SIGMOID);
    PortableModel three = linear(3, Link.SOFTMAX);

    assertThatThrownBy(() -> new CalibratedModel(three, List.of(UNCHANGED)))
        .hasMessageContaining("3 outputs", "1 calibrators");
    assertThatThrownBy(() -> new EnsembleModel(List.of(one, three), new double[] {0.5, 0.5}))
        .hasMessageContaining("member 1 has 3");
    assertThatThrownBy(() -> new EnsembleModel(List.of(one), new double[] {0.9}))
        .hasMessageContaining("add up to 0.9");
    assertThatThrownBy(() -> new EnsembleModel(List.of(one, one), new double[] {1, 0}))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Calibrator.Sigmoid(-1, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Calibrator.Line(new double[] {0, 1}, new double[] {0.6, 0.5}))
        .hasMessageContaining("does not rise");
  }

  private static TreeModel first(TreeModel model, int trees) {
    return new TreeModel(
        model.ensembles().stream().map(ensemble -> ensemble.subList(0, trees)).toList(),
        model.base(),
        model.link());
  }

  private static PortableModel linear(int outputs, Link link) {
    return TestModels.linear(RECIPE.featureNames().size(), outputs, link, 4);
  }

  private static PortableModel trees(int outputs, Link link) {
    return TestModels.trees(FEATURES, outputs, 20, 4, link == Link.IDENTITY ? 1 : 6, link, 5);
  }
}
