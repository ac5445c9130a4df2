package io.steward.training;

import static io.steward.training.algorithm.Algorithms.ADABOOST;
import static io.steward.training.algorithm.Algorithms.DECISION_TREE;
import static io.steward.training.algorithm.Algorithms.ELASTIC_NET;
import static io.steward.training.algorithm.Algorithms.EXTRA_TREES;
import static io.steward.training.algorithm.Algorithms.GRADIENT_BOOSTING;
import static io.steward.training.algorithm.Algorithms.LIGHTGBM;
import static io.steward.training.algorithm.Algorithms.LOGISTIC_REGRESSION;
import static io.steward.training.algorithm.Algorithms.MLP;
import static io.steward.training.algorithm.Algorithms.NAIVE_BAYES;
import static io.steward.training.algorithm.Algorithms.RANDOM_FOREST;
import static io.steward.training.algorithm.Algorithms.RIDGE;
import static io.steward.training.algorithm.Algorithms.SVM;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.features.FeatureMatrix;
import io.steward.training.algorithm.PositiveWeight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configurations that do well across data sets, best bets first: a linear model, a forest and a
 * boosting lead, so that the smallest budget sees one of each.
 *
 * @param task what is predicted
 * @param rows to learn from
 * @param features of a row
 * @param outputs how many trees a round of boosting grows: the classes if there are more than two,
 *     else 1
 * @param positiveWeight what a missed positive costs over what a false alarm does, within 1/{@value
 *     #MOST_WEIGHT} and {@value #MOST_WEIGHT}; 1 where costs say nothing
 */
record Portfolio(Task task, int rows, int features, int outputs, double positiveWeight) {
  private static final int MOST_WEIGHT = 20;

  /** So many rows are enough for one tree of a forest; more make it slow, not better. */
  private static final double ROWS_OF_A_TREE = 20_000;

  /** From here on only what takes seconds a fit is worth its time. */
  private static final int LARGE_ROWS = 50_000;

  private static final long LARGE_CELLS = 2_000_000;

  /** Up to here one boosting is as quick as the other, and one of them needs no native library. */
  private static final int SMALL_ROWS = 2_000;

  /** With more classes than this, boosting takes so long that it has to be done in larger steps. */
  private static final int FEW_OUTPUTS = 3;

  /** Up to here a perceptron does not keep the others waiting. */
  private static final long NEURAL_CELLS = 400_000;

  private static final long GUESSED_MILLIS = 300;
  private static final long GUESSED_NANOS_A_CELL = 5_000;

  /** The portfolio of a charter on a table. */
  static Portfolio of(Charter charter, FeatureMatrix matrix) {
    Charter.ErrorCosts costs = charter.costs();
    double weight =
        charter.task() == Task.BINARY && costs.falsePositive() > 0 && costs.falseNegative() > 0
            ? costs.falseNegative() / costs.falsePositive()
            : 1;
    int outputs =
        charter.task() == Task.MULTICLASS ? 1 + (int) Arrays.stream(matrix.y()).max().orElse(0) : 1;
    return new Portfolio(
        charter.task(),
        matrix.rows(),
        matrix.features(),
        outputs,
        Math.clamp(weight, 1.0 / MOST_WEIGHT, MOST_WEIGHT));
  }

  /** Whether the table is so large that the slower algorithms are not tried. */
  boolean large() {
    return rows > LARGE_ROWS || (long) rows * features > LARGE_CELLS;
  }

  /**
   * A guess at how long a candidate takes before any was trained: what was measured on two
   * processors, 2 to 10 microseconds a cell, and some time however small the table is.
   */
  Duration guess() {
    return Duration.ofMillis(GUESSED_MILLIS)
        .plusNanos(GUESSED_NANOS_A_CELL * rows * features * outputs);
  }

  /** The configurations in the order in which they are worth trying. */
  List<Configuration> defaults() {
    if (large()) {
      return largeDefaults();
    }
    return task == Task.REGRESSION ? values() : classes();
  }

  /**
   * Whether an algorithm takes many times as long as LightGBM on a table like this one, which
   * learns the same kind of model.
   */
  boolean slow(String algorithm) {
    return (long) rows * outputs > SMALL_ROWS && algorithm.equals(GRADIENT_BOOSTING);
  }

  private List<Configuration> classes() {
    boolean small = rows <= SMALL_ROWS;
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(logistic(1));
    if (!small) {
      defaults.add(lightGbm(250, 31, leaf(100), 0.08, 0.6, 5));
    }
    defaults.add(forest(root(), leaf(100)));
    if (!small) {
      defaults.add(forest(third(), 3));
    }
    if (!slow(GRADIENT_BOOSTING)) {
      defaults.add(boosting(150, 6, leaf(80), 0.05, 0.7));
    }
    if (neural() && outputs > FEW_OUTPUTS) {
      defaults.add(perceptron());
    }
    defaults.add(lightGbm(300, 6, leaf(50), 0.04, 0.5, 8));
    if (small) {
      defaults.add(lightGbm(200, 8, leaf(180), 0.05, 0.3, 1));
    }
    if (small && task == Task.BINARY) {
      defaults.add(svm(1, 0.5));
    }
    if (neural() && outputs <= FEW_OUTPUTS) {
      defaults.add(perceptron());
    }
    defaults.add(extraTrees(300, 12, leaf(80), 0.05, 5));
    defaults.addAll(weighted(logistic(1), lightGbm(300, 6, leaf(50), 0.04, 0.5, 8)));
    defaults.add(lightGbm(450, 4, leaf(100), 0.022, 0.6, 4));
    defaults.add(logistic(20));
    if (small) {
      defaults.add(forest(third(), 3));
    }
    defaults.add(new Configuration(NAIVE_BAYES, Map.of("smoothing", 0.1)));
    defaults.add(adaBoost(100, 4, leaf(40)));
    defaults.add(tree(12, leaf(30)));
    return defaults;
  }

  private List<Configuration> values() {
    boolean small = rows <= SMALL_ROWS;
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(ridge(1));
    defaults.add(forest(third(), 2));
    if (!slow(GRADIENT_BOOSTING)) {
      defaults.add(boosting(300, 6, 8, 0.05, 0.6));
    }
    defaults.add(lightGbm(300, 6, leaf(50), 0.05, 0.7, 4));
    if (small) {
      defaults.add(svm(5, 0.5));
    }
    defaults.add(extraTrees(400, 16, 4, 0.05, 5));
    defaults.add(lightGbm(400, 30, 4, 0.03, 0.8, 10));
    if (neural()) {
      defaults.add(perceptron());
    }
    defaults.add(elasticNet(0.01, 0.5));
    defaults.add(lightGbm(580, 8, 3, 0.016, 0.95, 0.4));
    defaults.add(forest(Math.max(1, features / 2), 3));
    defaults.add(ridge(30));
    defaults.add(tree(24, leaf(50)));
    return defaults;
  }

  private List<Configuration> largeDefaults() {
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(lightGbm(200, 31, 50, 0.1, 0.6, 5));
    defaults.add(task == Task.REGRESSION ? ridge(1) : logistic(1));
    defaults.add(lightGbm(400, 8, 50, 0.1, 0.6, 5));
    defaults.add(forest(root(), 50));
    defaults.addAll(weighted(lightGbm(200, 31, 50, 0.1, 0.6, 5)));
    defaults.add(lightGbm(400, 63, 100, 0.05, 0.6, 5));
    defaults.add(tree(64, 50));
    return defaults;
  }

  /** The same where the rows of the dearer class weigh more; none where no class is dearer. */
  private List<Configuration> weighted(Configuration... configurations) {
    return positiveWeight == 1
        ? List.of()
        : Arrays.stream(configurations).map(next -> withWeight(next, positiveWeight)).toList();
  }

  /** These, and before them one of each quick kind in which positive rows weigh so much. */
  static List<Configuration> weighingFirst(List<Configuration> offered, double weight) {
    List<Configuration> all = new ArrayList<>();
    for (String algorithm : List.of(LOGISTIC_REGRESSION, LIGHTGBM)) {
      offered.stream()
          .filter(configuration -> configuration.algorithm().equals(algorithm))
          .findFirst()
          .ifPresent(configuration -> all.add(withWeight(configuration, weight)));
    }
    all.addAll(offered);
    return all;
  }

  private static Configuration withWeight(Configuration configuration, double weight) {
    Map<String, Double> values = new HashMap<>(configuration.hyperparameters());
    values.put(PositiveWeight.NAME, weight);
    return new Configuration(configuration.algorithm(), values);
  }

  /** Whether a perceptron is trained in seconds. */
  private boolean neural() {
    return (long) rows * features <= NEURAL_CELLS;
  }

  private static Configuration logistic(double lambda) {
    return new Configuration(LOGISTIC_REGRESSION, Map.of("lambda", lambda));
  }

  private static Configuration ridge(double lambda) {
    return new Configuration(RIDGE, Map.of("lambda", lambda));
  }

  private static Configuration elasticNet(double penalty, double l1Share) {
    return new Configuration(ELASTIC_NET, Map.of("penalty", penalty, "l1-share", l1Share));
  }

  private Configuration forest(int splitFeatures, int minLeaf) {
    Map<String, Double> values = new HashMap<>(forestSize());
    values.put("split-features", (double) splitFeatures);
    values.put("min-leaf", (double) minLeaf);
    return new Configuration(RANDOM_FOREST, values);
  }

  /** More trees help little, and where there are many rows they take long, as do whole tables. */
  Map<String, Double> forestSize() {
    double trees = rows <= SMALL_ROWS ? 300 : large() ? 50 : 100;
    return large()
        ? Map.of("trees", trees, "sample", Math.min(1, ROWS_OF_A_TREE / rows))
        : Map.of("trees", trees);
  }

  /**
   * On few rows models are averaged over seeds: cheap there, and a score that hangs less on luck is
   * also compared better. Not of many classes, each of which has trees of its own: it would take
   * the time of everything else.
   */
  Map<String, Double> bags() {
    return rows <= SMALL_ROWS && task != Task.MULTICLASS ? Map.of("bags", 3.0) : Map.of();
  }

  private static Configuration boosting(
      int trees, int maxLeaves, int minLeaf, double shrinkage, double sample) {
    return new Configuration(
        GRADIENT_BOOSTING,
        Map.of(
            "trees", (double) trees,
            "max-leaves", (double) maxLeaves,
            "min-leaf", (double) minLeaf,
            "shrinkage", shrinkage,
            "sample", sample));
  }

  private Configuration lightGbm(
      int trees, int maxLeaves, int minLeaf, double shrinkage, double features, double lambda) {
    return byLightGbm(LIGHTGBM, trees, maxLeaves, minLeaf, shrinkage, features, lambda);
  }

  private Configuration extraTrees(
      int trees, int maxLeaves, int minLeaf, double shrinkage, double lambda) {
    return byLightGbm(EXTRA_TREES, trees, maxLeaves, minLeaf, shrinkage, 0.8, lambda);
  }

  private Configuration byLightGbm(
      String algorithm,
      int trees,
      int maxLeaves,
      int minLeaf,
      double shrinkage,
      double features,
      double lambda) {
    Map<String, Double> values = new HashMap<>(bags());
    int steps = outputs > FEW_OUTPUTS ? 2 : 1;
    values.put("trees", (double) trees / steps);
    values.put("max-leaves", (double) maxLeaves);
    values.put("min-leaf", (double) minLeaf);
    values.put("shrinkage", shrinkage * steps);
    values.put("sample", 0.7);
    values.put("feature-sample", features);
    values.put("lambda", lambda);
    return new Configuration(algorithm, values);
  }

  private Configuration perceptron() {
    return new Configuration(MLP, Map.of("epochs", (double) epochs(), "decay", 0.1));
  }

  /** As many as it takes for about two thousand steps of 32 rows: few rows must be seen often. */
  int epochs() {
    return Math.clamp(64_000 / Math.max(1, rows), 15, 200);
  }

  private static Configuration svm(double cost, double gamma) {
    return new Configuration(SVM, Map.of("cost", cost, "gamma", gamma));
  }

  private static Configuration adaBoost(int trees, int maxLeaves, int minLeaf) {
    return new Configuration(
        ADABOOST,
        Map.of(
            "trees", (double) trees,
            "max-leaves", (double) maxLeaves,
            "min-leaf", (double) minLeaf));
  }

  private static Configuration tree(int maxLeaves, int minLeaf) {
    return new Configuration(
        DECISION_TREE, Map.of("max-leaves", (double) maxLeaves, "min-leaf", (double) minLeaf));
  }

  private int root() {
    return Math.max(1, (int) Math.round(Math.sqrt(features)));
  }

  private int third() {
    return Math.max(1, features / 3);
  }

  /** A leaf of so many parts of the rows, between 2 and 50. */
  private int leaf(int parts) {
    return Math.clamp(rows / parts, 2, 50);
  }
}
