package io.steward.training;

import io.steward.bundle.CalibratedModel;
import io.steward.bundle.DecisionTree;
import io.steward.bundle.EnsembleModel;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.PortableModel;
import io.steward.bundle.Predictions;
import io.steward.bundle.TreeModel;
import io.steward.charter.Charter.Task;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.FittedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Holds the exported model against the training library's own: on all rows that were learnt from,
 * on rows with missing cells and values that were never seen, and on rows with values that lie
 * exactly on a split and next to it. What is released is the export, so a difference means that
 * something else was validated than is served.
 */
final class ParityCheck {
  /** The greatest difference that is rounding. */
  private static final double TOLERANCE = 1e-9;

  /** The same where a network is in it, whose library does not count in doubles throughout. */
  private static final double NETWORK_TOLERANCE = 1e-6;

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

  /** The greatest difference that is rounding, for a model that these algorithms are in. */
  static double tolerance(List<String> algorithms) {
    return algorithms.contains(Algorithms.MLP) ? NETWORK_TOLERANCE : TOLERANCE;
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
    List<double[]> exact = new ArrayList<>();
    List<double[]> reachable = new ArrayList<>();
    Set<Integer> rounded = rounded();
    for (Split split : drawn(model)) {
      double threshold = split.threshold();
      for (double value :
          new double[] {threshold, Math.nextUp(threshold), Math.nextDown(threshold)}) {
        double[] row = matrix.x()[random.nextInt(matrix.rows())].clone();
        row[split.feature()] = value;
        exact.add(row);
        if (rounded.contains(split.feature())) {
          double apart = APART * Math.max(1, Math.abs(threshold));
          row = row.clone();
          row[split.feature()] = threshold + (value > threshold ? apart : -apart);
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

  private record Split(int feature, double threshold) {}

  /** All splits if they are few, or else some, drawn without listing the millions of a forest. */
  private List<Split> some(List<DecisionTree> trees) {
    long nodes = trees.stream().mapToLong(DecisionTree::nodes).sum();
    // About half of the nodes are leaves, which are passed over.
    long[] drawn =
        nodes <= 2 * SPLITS
            ? LongStream.range(0, nodes).toArray()
            : LongStream.generate(() -> random.nextLong(nodes))
                .limit(2 * SPLITS)
                .sorted()
                .toArray();
    List<Split> splits = new ArrayList<>();
    long passed = 0;
    int next = 0;
    for (DecisionTree tree : trees) {
      for (; next < drawn.length && drawn[next] < passed + tree.nodes(); next++) {
        int node = (int) (drawn[next] - passed);
        if (!tree.isLeaf(node)) {
          splits.add(new Split(tree.feature()[node], tree.threshold()[node]));
        }
      }
      passed += tree.nodes();
    }
    return splits;
  }

  /** Splits of a model and of each model that it is made of. */
  private List<Split> drawn(PortableModel model) {
    return switch (model) {
      case TreeModel trees -> some(trees.ensembles().stream().flatMap(List::stream).toList());
      case CalibratedModel calibrated -> drawn(calibrated.base());
      case EnsembleModel ensemble ->
          ensemble.members().stream().flatMap(member -> drawn(member).stream()).toList();
      default -> List.of();
    };
  }
}
