package io.steward.bundle;

import io.steward.artifact.Digest;
import io.steward.features.ColumnRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.NumberStep;
import io.steward.features.NumberSteps;
import io.steward.features.TextRecipe;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Recipes, models and rows made by hand or at random, for tests here and in other modules. */
public final class TestModels {
  private TestModels() {}

  /** Numbers with and without indicator, clipping and logarithm; texts; a column called "label". */
  public static FeatureRecipe recipe() {
    List<ColumnRecipe> columns =
        List.of(
            number("duration", false, new NumberStep.Fill(20), new NumberStep.Scale(20, 12)),
            new TextRecipe("purpose", List.of("car", "radio/tv", "Möbel – neu", "")),
            number(
                "amount",
                true,
                new NumberStep.Fill(2500),
                new NumberStep.Clip(250, 12000),
                new NumberStep.Log(),
                new NumberStep.Scale(7.8, 0.75)),
            new TextRecipe("label", List.of("a", "b")),
            number(
                "age",
                true,
                new NumberStep.Fill(35),
                new NumberStep.Clip(18, 75),
                new NumberStep.Scale(35.5, 11.25)));
    return FeatureRecipe.of(Digest.of("training rows"), columns, 1);
  }

  /** A number column with these steps. */
  public static NumberRecipe number(String column, boolean indicator, NumberStep... steps) {
    return new NumberRecipe(column, NumberSteps.of(steps), indicator);
  }

  /** Rows for {@link #recipe()}: a tenth of the cells missing, a tenth of the texts unseen. */
  public static RawTable rows(int count, long seed) {
    Random random = new Random(seed);
    double[] duration = new double[count];
    double[] amount = new double[count];
    double[] age = new double[count];
    String[] purpose = new String[count];
    String[] label = new String[count];
    for (int i = 0; i < count; i++) {
      duration[i] = missing(random) ? Double.NaN : 4 + random.nextInt(68);
      amount[i] = missing(random) ? Double.NaN : Math.exp(5 + 5 * random.nextDouble());
      age[i] = missing(random) ? Double.NaN : 10 + random.nextInt(80);
      purpose[i] =
          new String[] {"car", "radio/tv", "Möbel – neu", "", "yacht 🛥"}[random.nextInt(5)];
      label[i] = new String[] {"a", "b", "", "c"}[random.nextInt(4)];
    }
    return new RawTable(
        List.of(
            new ColumnSchema("age", ColumnKind.NUMBER),
            new ColumnSchema("amount", ColumnKind.NUMBER),
            new ColumnSchema("duration", ColumnKind.NUMBER),
            new ColumnSchema("label", ColumnKind.TEXT),
            new ColumnSchema("purpose", ColumnKind.TEXT)),
        List.of(age, amount, duration, label, purpose));
  }

  /** A linear model with random weights. */
  public static LinearModel linear(int features, int outputs, Link link, long seed) {
    Random random = new Random(seed);
    double[][] weights = new double[outputs][features];
    double[] intercepts = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      intercepts[k] = random.nextGaussian();
      for (int j = 0; j < features; j++) {
        weights[k][j] = random.nextGaussian();
      }
    }
    return new LinearModel(weights, intercepts, link);
  }

  /** Clouds around random centres, some of them narrow. */
  static GaussianModel gaussian(int features, int classes, long seed) {
    Random random = new Random(seed);
    double[] constants = random.doubles(classes).toArray();
    double[][] centres = new double[classes][];
    double[][] curvatures = new double[classes][];
    for (int k = 0; k < classes; k++) {
      centres[k] = random.doubles(features, -1, 1).toArray();
      curvatures[k] = random.doubles(features, 0, 2).toArray();
    }
    return new GaussianModel(constants, centres, curvatures);
  }

  /** Some of the rows as support vectors, with random weights. */
  static KernelModel kernel(double[][] x, int vectors, Link link, long seed) {
    Random random = new Random(seed);
    double[][] chosen = new double[vectors][];
    double[] weights = new double[vectors];
    for (int i = 0; i < vectors; i++) {
      chosen[i] = x[random.nextInt(x.length)];
      weights[i] = random.nextGaussian();
    }
    return new KernelModel(chosen, weights, random.nextGaussian(), 0.2, link);
  }

  /** A perceptron with random weights. */
  static NeuralModel neural(Link link, long seed, int... sizes) {
    Random random = new Random(seed);
    List<NeuralModel.Layer> layers = new ArrayList<>();
    for (int l = 1; l < sizes.length; l++) {
      double[][] weights = new double[sizes[l - 1]][];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = random.doubles(sizes[l], -1, 1).toArray();
      }
      layers.add(new NeuralModel.Layer(weights, random.doubles(sizes[l], -1, 1).toArray()));
    }
    return new NeuralModel(layers, link);
  }

  /** Random trees; every split stands at a value that some row of {@code x} has exactly. */
  public static TreeModel trees(
      double[][] x, int outputs, int trees, int depth, double scale, Link link, long seed) {
    Random random = new Random(seed);
    List<List<DecisionTree>> ensembles = new ArrayList<>();
    double[] base = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      List<DecisionTree> ensemble = new ArrayList<>();
      for (int t = 0; t < trees; t++) {
        ensemble.add(tree(x, t == 0 ? 0 : depth, scale / trees, random));
      }
      ensembles.add(ensemble);
      base[k] = link == Link.IDENTITY ? 0 : random.nextGaussian();
    }
    return new TreeModel(ensembles, base, link);
  }

  private static DecisionTree tree(double[][] x, int depth, double scale, Random random) {
    int nodes = (1 << (depth + 1)) - 1;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] whenTrue = new int[nodes];
    int[] whenFalse = new int[nodes];
    double[] value = new double[nodes];
    for (int node = 0; node < nodes; node++) {
      if (2 * node + 2 >= nodes) {
        feature[node] = -1;
        value[node] = scale * random.nextDouble();
      } else {
        feature[node] = random.nextInt(x[0].length);
        threshold[node] = x[random.nextInt(x.length)][feature[node]];
        whenTrue[node] = 2 * node + 1;
        whenFalse[node] = 2 * node + 2;
      }
    }
    return new DecisionTree(feature, threshold, whenTrue, whenFalse, value);
  }

  private static boolean missing(Random random) {
    return random.nextInt(10) == 0;
  }
}
