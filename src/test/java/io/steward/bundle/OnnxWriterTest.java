package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Digest;
import io.steward.features.ColumnRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.NumberStep;
import io.steward.features.RecipeApplier;
import io.steward.features.TextRecipe;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxWriterTest {
  private static final double TOLERANCE = 1e-9;
  private static final FeatureRecipe RECIPE = TestModels.recipe();
  private static final RawTable ROWS = TestModels.rows(5000, 1);
  private static final double[][] X = RecipeApplier.apply(RECIPE, ROWS);
  private static final int FEATURES = RECIPE.featureNames().size();
  private static final OutputSpec BINARY = OutputSpec.binary("bad", "good", 0.4);
  private static final List<String> CLASSES = List.of("low", "middle", "high");

  static Stream<Arguments> models() {
    OutputSpec multiclass = OutputSpec.multiclass(CLASSES);
    OutputSpec regression = OutputSpec.regression();
    return Stream.of(
        Arguments.of(TestModels.linear(FEATURES, 1, Link.SIGMOID, 2), BINARY),
        Arguments.of(TestModels.linear(FEATURES, 3, Link.SOFTMAX, 3), multiclass),
        Arguments.of(TestModels.linear(FEATURES, 3, Link.SIGMOID, 4), multiclass),
        Arguments.of(TestModels.linear(FEATURES, 1, Link.IDENTITY, 5), regression),
        Arguments.of(TestModels.gaussian(FEATURES, 2, 11), BINARY),
        Arguments.of(TestModels.gaussian(FEATURES, 3, 12), multiclass),
        Arguments.of(TestModels.kernel(X, 40, Link.SIGMOID, 13), BINARY),
        Arguments.of(TestModels.kernel(X, 40, Link.IDENTITY, 14), regression),
        Arguments.of(TestModels.neural(Link.SIGMOID, 15, FEATURES, 9, 1), BINARY),
        Arguments.of(TestModels.neural(Link.SOFTMAX, 16, FEATURES, 9, 7, 3), multiclass),
        Arguments.of(TestModels.neural(Link.IDENTITY, 17, FEATURES, 1), regression),
        Arguments.of(TestModels.trees(X, 1, 50, 6, 1, Link.IDENTITY, 6), BINARY),
        Arguments.of(TestModels.trees(X, 1, 50, 5, 4, Link.SIGMOID, 7), BINARY),
        Arguments.of(TestModels.trees(X, 3, 40, 5, 4, Link.SOFTMAX, 8), multiclass),
        Arguments.of(TestModels.trees(X, 3, 40, 6, 0.3, Link.IDENTITY, 9), multiclass),
        Arguments.of(TestModels.trees(X, 1, 60, 7, 1e5, Link.IDENTITY, 10), regression),
        Arguments.of(
            new TreeModel(List.of(List.of()), new double[] {7}, Link.IDENTITY), regression));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldScoreAsThePortableModelDoes(PortableModel model, OutputSpec output) {
    try (OnnxScorer scorer = new OnnxScorer(OnnxWriter.write(RECIPE, model, output))) {
      Predictions predictions = scorer.score(ROWS);

      for (int i = 0; i < X.length; i++) {
        double[] expected = model.predict(X[i]);
        switch (output.task()) {
          case REGRESSION ->
              assertThat(predictions.values()[i])
                  .isCloseTo(expected[0], within(TOLERANCE * Math.max(1, Math.abs(expected[0]))));
          case BINARY -> {
            double p = predictions.probabilities()[i][1];
            assertThat(p).isCloseTo(expected[0], within(TOLERANCE));
            assertThat(predictions.probabilities()[i][0]).isCloseTo(1 - p, within(TOLERANCE));
            assertThat(predictions.labels()[i]).isEqualTo(p >= 0.4 ? "good" : "bad");
          }
          case MULTICLASS -> {
            assertThat(predictions.probabilities()[i]).containsExactly(expected, within(TOLERANCE));
            assertThat(predictions.labels()[i])
                .isEqualTo(CLASSES.get(greatest(predictions.probabilities()[i])));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e200, -1e308, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldGiveProbabilitiesWhereverARowLies(double far) {
    FeatureRecipe recipe = FeatureRecipe.of(Digest.of("r"), List.of(number("age")), 0);
    RawTable rows =
        new RawTable(
            List.of(new ColumnSchema("age", ColumnKind.NUMBER)), List.of(new double[] {far, 0.25}));
    for (PortableModel model :
        List.of(
            TestModels.gaussian(1, 2, 1),
            TestModels.kernel(new double[][] {{0.5}}, 1, Link.SIGMOID, 2),
            TestModels.neural(Link.SIGMOID, 3, 1, 4, 1))) {
      try (OnnxScorer scorer = new OnnxScorer(OnnxWriter.write(recipe, model, BINARY))) {
        double p = scorer.score(rows).probabilities()[0][1];

        assertThat(p).isBetween(0.0, 1.0);
        assertThat(p).isCloseTo(model.predict(new double[] {far})[0], within(TOLERANCE));
      }
    }
  }

  @Test
  void shouldCallTheLabelPositiveWhenTheProbabilityIsTheThreshold() {
    PortableModel constant =
        new TreeModel(
            List.of(List.of(DecisionTree.leaf(0.25))), new double[] {0.15}, Link.IDENTITY);

    try (OnnxScorer scorer = new OnnxScorer(OnnxWriter.write(RECIPE, constant, BINARY))) {
      assertThat(scorer.score(ROWS).labels()).containsOnly("good");
    }
  }

  @Test
  void shouldScoreNothingWhenThereAreNoRows() {
    PortableModel model = TestModels.linear(FEATURES, 1, Link.SIGMOID, 2);
    try (OnnxScorer scorer = new OnnxScorer(OnnxWriter.write(RECIPE, model, BINARY))) {
      Predictions none = scorer.score(ROWS.select(new int[0]));

      assertThat(none.rows()).isZero();
      assertThat(none.positive()).isEmpty();
    }
  }

  @Test
  void shouldWriteTheSameBytesWhenTheArgumentsAreEqual() {
    byte[] one = OnnxWriter.write(RECIPE, TestModels.linear(FEATURES, 1, Link.SIGMOID, 2), BINARY);
    byte[] two =
        OnnxWriter.write(
            TestModels.recipe(), TestModels.linear(FEATURES, 1, Link.SIGMOID, 2), BINARY);

    assertThat(one).isEqualTo(two);
  }

  @Test
  void shouldCarryColumnsThatAreCalledLikeTheGraphsOwnNames() {
    List<ColumnRecipe> columns =
        List.of(
            new TextRecipe("probabilities", List.of("x")),
            number("value"),
            number("label"),
            number("steward/fill/1"),
            number("Größe (m²)"));
    FeatureRecipe recipe = FeatureRecipe.of(Digest.of("rows"), columns, 0);
    PortableModel model =
        new LinearModel(new double[][] {{1, 2, 3, 4, 5}}, new double[1], Link.SIGMOID);

    try (OnnxScorer scorer = new OnnxScorer(OnnxWriter.write(recipe, model, BINARY))) {
      assertThat(scorer.inputs()).isEqualTo(recipe.inputs());
    }
  }

  @Test
  void shouldScoreWhenAllColumnsAreOfOneKind() {
    FeatureRecipe texts =
        FeatureRecipe.of(Digest.of("r"), List.of(new TextRecipe("purpose", List.of("car"))), 0);
    FeatureRecipe numbers = FeatureRecipe.of(Digest.of("r"), List.of(number("age")), 0);
    PortableModel model = new LinearModel(new double[][] {{2}}, new double[] {1}, Link.IDENTITY);

    for (FeatureRecipe recipe : List.of(texts, numbers)) {
      try (OnnxScorer scorer =
          new OnnxScorer(OnnxWriter.write(recipe, model, OutputSpec.regression()))) {
        double[] values = scorer.score(ROWS).values();
        double[][] x = RecipeApplier.apply(recipe, ROWS);
        for (int i = 0; i < 100; i++) {
          assertThat(values[i]).isCloseTo(model.predict(x[i])[0], within(1e-12));
        }
      }
    }
  }

  @Test
  void shouldRefuseTextThatTheRuntimeWouldMangle() {
    FeatureRecipe recipe =
        FeatureRecipe.of(Digest.of("r"), List.of(new TextRecipe("boat", List.of("🛥"))), 0);
    PortableModel model = TestModels.linear(1, 1, Link.SIGMOID, 1);

    assertThatThrownBy(() -> OnnxWriter.write(recipe, model, BINARY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level of column 'boat'")
        .hasMessageContaining("U+1F6E5");
  }

  @Test
  void shouldRefuseAModelThatNeedsMoreFeaturesThanTheRecipeMakes() {
    PortableModel model = TestModels.linear(FEATURES + 1, 1, Link.SIGMOID, 1);

    assertThatThrownBy(() -> OnnxWriter.write(RECIPE, model, BINARY))
        .hasMessageContaining("do not belong together");
  }

  @Test
  void shouldRefuseAModelWithTheWrongNumberOfOutputs() {
    PortableModel model = TestModels.linear(FEATURES, 2, Link.SOFTMAX, 1);

    assertThatThrownBy(() -> OnnxWriter.write(RECIPE, model, BINARY))
        .hasMessageContaining("needs 1 outputs; this one has 2");
  }

  private static NumberRecipe number(String column) {
    return TestModels.number(column, false, new NumberStep.Fill(0.5));
  }

  private static int greatest(double[] values) {
    int greatest = 0;
    for (int k = 1; k < values.length; k++) {
      greatest = values[k] > values[greatest] ? k : greatest;
    }
    return greatest;
  }
}
