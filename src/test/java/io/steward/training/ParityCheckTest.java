package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.steward.bundle.CalibratedModel;
import io.steward.bundle.Calibrator;
import io.steward.bundle.DecisionTree;
import io.steward.bundle.EnsembleModel;
import io.steward.bundle.Link;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.OnnxWriter;
import io.steward.bundle.OutputSpec;
import io.steward.bundle.PortableModel;
import io.steward.bundle.TestModels;
import io.steward.bundle.TreeModel;
import io.steward.charter.Charter.Task;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.training.algorithm.FittedModel;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ParityCheckTest {
  private static final DecisionTree TREE =
      new DecisionTree(
          new int[] {1, -1, -1},
          new double[] {0.3, 0, 0},
          new int[] {1, 0, 0},
          new int[] {2, 0, 0},
          new double[] {0, 0.2, 0.7});
  private static final PortableModel MODEL =
      new TreeModel(List.of(List.of(TREE)), new double[1], Link.IDENTITY);

  @Test
  void shouldFindNoDifferenceWhenThereIsNone() {
    assertThat(difference(MODEL::predict)).isLessThanOrEqualTo(1e-15);
  }

  @Test
  void shouldFindASmallDifferenceOnAllRows() {
    assertThat(difference(row -> new double[] {MODEL.predict(row)[0] + 1e-6}))
        .isCloseTo(1e-6, offset(1e-12));
  }

  @Test
  void shouldFindASplitThatSendsEqualValuesTheOtherWay() {
    assertThat(difference(row -> new double[] {row[1] < 0.3 ? 0.2 : 0.7}))
        .isCloseTo(0.5, offset(1e-12));
  }

  @Test
  void shouldFindASplitOfAnyMemberThatSendsEqualValuesTheOtherWay() {
    PortableModel flat =
        new CalibratedModel(
            new TreeModel(List.of(List.of(DecisionTree.leaf(0.4))), new double[1], Link.IDENTITY),
            List.of(new Calibrator.Sigmoid(0.8, 0.1)));
    PortableModel ensemble =
        new CalibratedModel(
            new EnsembleModel(List.of(flat, MODEL), new double[] {0.75, 0.25}),
            List.of(new Calibrator.Unchanged()));

    assertThat(difference(ensemble, ensemble::predict)).isLessThanOrEqualTo(1e-15);
    assertThat(
            difference(
                ensemble,
                row -> {
                  double[] turned = row.clone();
                  turned[1] = row[1] == 0.3 ? 0.4 : row[1];
                  return ensemble.predict(turned);
                }))
        .isCloseTo(0.125, offset(1e-12));
  }

  @Test
  void shouldAllowMoreRoundingOnlyWhereANetworkIsInTheModel() {
    assertThat(ParityCheck.tolerance(List.of("lightgbm", "random-forest"))).isEqualTo(1e-9);
    assertThat(ParityCheck.tolerance(List.of("mlp"))).isEqualTo(1e-6);
    assertThat(ParityCheck.tolerance(List.of("lightgbm", "mlp"))).isEqualTo(1e-6);
  }

  @Test
  void shouldFindThatOneSideGivesNoNumber() {
    assertThat(difference(row -> new double[] {Double.NaN})).isInfinite();
  }

  @Test
  void shouldMeasureGreatValuesRelatively() {
    assertThat(ParityCheck.difference(new double[] {1e6}, new double[] {1e6 + 1}))
        .isCloseTo(1e-6, offset(1e-12));
  }

  @Test
  void shouldTurnFeaturesBackIntoRawRowsWithTheSameFeatures() {
    FeatureRecipe recipe = TestModels.recipe();
    double[][] features = RecipeApplier.apply(recipe, TestModels.rows(200, 3));

    double[][] again = new RecipeRows(recipe, features).features();

    for (int i = 0; i < features.length; i++) {
      assertThat(again[i]).containsExactly(features[i], offset(1e-9));
    }
  }

  private static double difference(UnaryOperator<double[]> library) {
    return difference(MODEL, library);
  }

  private static double difference(PortableModel model, UnaryOperator<double[]> library) {
    TestData data = TestData.clouds(100, 2, 1);
    byte[] onnx = OnnxWriter.write(data.recipe(), model, OutputSpec.binary("a", "b", 0.5));
    try (OnnxScorer scorer = new OnnxScorer(onnx)) {
      return new ParityCheck(data.recipe(), data.matrix(), Task.BINARY, 1)
          .greatestDifference(new FittedModel(model, library), scorer, Cancellation.never());
    }
  }
}
