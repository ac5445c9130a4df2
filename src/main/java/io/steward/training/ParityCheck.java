package io.steward.training;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.PortableModel;
import io.steward.bundle.Predictions;
import io.steward.bundle.TreeModel;
import io.steward.charter.Charter.Task;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.training.algorithm.FittedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Holds the exported model against the training library's own: on all rows that were learnt from,
 * on rows with missing cells and values that were never seen, and on rows with values that lie
 * exactly on a split and next to it. What is released is the export, so a difference means that
 * something else was validated than is served.
 */
final class ParityCheck {
  /** The greatest difference that is rounding. */
  static final double TOLERANCE = 1e-9;

  /** How far, relative to the split, a value is put beside it that cannot be put onto it. */
  private static final double APART = 1e-8;

  /** More rows than this are sampled. */
  private static final int MOST_ROWS = 20_000;

  private static final int DISTURBED_ROWS = 300;
  private static final int SPLITS = 300;

  /** Between two chunks cancellation is asked for. */
  private static final int CHUNK = 1_000;

  private final FeatureRecipe recipe;
  private final FeatureMatrix matrix;
  private final Task task;
  private final SplittableRandom random;

  ParityCheck(FeatureRecipe recipe, FeatureMatrix matrix, Task task, long seed) {
    this.recipe = recipe;
    this.matrix = matrix;
    this.task = task;
    this.random = new SplittableRandom(seed);
  }

  /**
   * The greatest difference found; infinite if one side gave no number. Of values it is relative to
   * their size where that is above 1.
   */
  double greatestDifference(FittedModel model, OnnxScorer scorer, Cancellation cancellation) {
    Splits splits = splits(model.portable());
    double worst = exported(model, scorer, sample(MOST_ROWS), false, cancellation);
    worst = Math.max(worst, exported(model, scorer, sample(DISTURBED_ROWS), true, cancellation));
    worst = Math.max(worst, exported(model, scorer, splits.reachable(), false, cancellation));
    // Through the raw columns a split is hit as nearly as they allow; here to the bit.
    return Math.max(worst, portable(model, splits.exact(), cancellation));
  }

  private double exported(
      FittedModel model,
      OnnxScorer scorer,
      double[][] features,
      boolean disturbed,
      Cancellation cancellation) {
    double worst = 0;
    for (int from = 0; from < features.length; from += CHUNK) {
      int to = Math.min(features.length, from + CHUNK);
      RecipeRows rows = new RecipeRows(recipe, Arrays.copyOfRange(features, from, to));
      if (disturbed) {
        disturb(rows, to - from);
      }
      worst = Math.max(worst, exported(model, scorer, rows, cancellation));
    }
    return worst;
  }

  private double exported(
      FittedModel model, OnnxScorer scorer, RecipeRows rows, Cancellation cancellation) {
    double[][] features = rows.features();
    Predictions predictions = scorer.score(rows.table());
    double worst = 0;
    for (int i = 0; i < features.length; i++) {
      poll(i, cancellation);
      double[] expected = model.library().apply(features[i]);
      double[] actual =
          switch (task) {
            case REGRESSION -> new double[] {predictions.values()[i]};
            case BINARY -> new double[] {predictions.probabilities()[i][1]};
            case MULTICLASS -> predictions.probabilities()[i];
          };
      worst = Math.max(worst, difference(expected, actual));
    }
    return worst;
  }

  private double portable(FittedModel model, double[][] features, Cancellation cancellation) {
    double worst = 0;
    for (int i = 0; i < features.length; i++) {
      poll(i, cancellation);
      worst =
          Math.max(
              worst,
              difference(
                  model.library().apply(features[i]), model.portable().predict(features[i])));
    }
    return worst;
  }

  private static void poll(int row, Cancellation cancellation) {
    if (row % 100 == 0) {
      cancellation.check();
    }
  }

  static double difference(double[] expected, double[] actual) {
    double worst = 0;
    for (int k = 0; k < expected.length; k++) {
      double difference = Math.abs(expected[k] - actual[k]) / Math.max(1, Math.abs(expected[k]));
      worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return worst;
  }

  private double[][] sample(int most) {
    int rows = matrix.rows();
    if (rows <= most) {
      return matrix.x();
    }
    return IntStream.range(0, most)
        .mapToObj(i -> matrix.x()[random.nextInt(rows)])
        .toArray(double[][]::new);
  }

  private void disturb(RecipeRows rows, int count) {
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < rows.columns(); c++) {
        if (random.nextInt(5) == 0) {
          rows.disturb(i, c, random.nextBoolean());
        }
      }
    }
  }

  /**
   * Rows of the matrix with one value on a split, just above or just below it.
   *
   * @param exact to the bit
   * @param reachable the same, but where a logarithm or a power lies between the raw number and the
   *     feature: there the last digits are the runtime's own, so the values lie {@value #APART}
   *     beside the split. A model's splits lie between the numbers it has seen, further from them
   */
  private record Splits(double[][] exact, double[][] reachable) {}

  private Splits splits(PortableModel model) {
    if (!(model instanceof TreeModel trees)) {
      return new Splits(new double[0][], new double[0][]);
    }
    List<double[]> exact = new ArrayList<>();
    List<double[]> reachable = new ArrayList<>();
    Set<Integer> rounded = rounded();
    Map<Integer, List<Double>> splits = thresholds(trees);
    List<Map.Entry<Integer, Double>> all = new ArrayList<>();
    splits.forEach((feature, values) -> values.forEach(v -> all.add(Map.entry(feature, v))));
    int count = Math.min(SPLITS, all.size());
    for (int i = 0; i < count; i++) {
      Map.Entry<Integer, Double> split =
          all.get(all.size() <= SPLITS ? i : random.nextInt(all.size()));
      double threshold = split.getValue();
      for (double value :
          new double[] {threshold, Math.nextUp(threshold), Math.nextDown(threshold)}) {
        double[] row = matrix.x()[random.nextInt(matrix.rows())].clone();
        row[split.getKey()] = value;
        exact.add(row);
        if (rounded.contains(split.getKey())) {
          double apart = APART * Math.max(1, Math.abs(threshold));
          row = row.clone();
          row[split.getKey()] = threshold + (value > threshold ? apart : -apart);
        }
        reachable.add(row);
      }
    }
    return new Splits(exact.toArray(double[][]::new), reachable.toArray(double[][]::new));
  }

  /** The features that a logarithm or a power is in, by their position. */
  private Set<Integer> rounded() {
    Set<Integer> rounded = new HashSet<>();
    for (FeatureRecipe.Used used : recipe.used()) {
      if (used.column() instanceof NumberRecipe number && !number.steps().isExact()) {
        Arrays.stream(used.places()).forEach(rounded::add);
      }
    }
    return rounded;
  }

  private static Map<Integer, List<Double>> thresholds(TreeModel model) {
    Map<Integer, List<Double>> splits = new HashMap<>();
    for (List<DecisionTree> ensemble : model.ensembles()) {
      for (DecisionTree tree : ensemble) {
        for (int node = 0; node < tree.nodes(); node++) {
          if (!tree.isLeaf(node)) {
            splits
                .computeIfAbsent(tree.feature()[node], feature -> new ArrayList<>())
                .add(tree.threshold()[node]);
          }
        }
      }
    }
    return splits;
  }
}
