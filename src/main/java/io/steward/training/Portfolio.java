package io.steward.training;

import static io.steward.training.algorithm.Algorithms.ADABOOST;
import static io.steward.training.algorithm.Algorithms.DECISION_TREE;
import static io.steward.training.algorithm.Algorithms.ELASTIC_NET;
import static io.steward.training.algorithm.Algorithms.GRADIENT_BOOSTING;
import static io.steward.training.algorithm.Algorithms.LIGHTGBM;
import static io.steward.training.algorithm.Algorithms.LOGISTIC_REGRESSION;
import static io.steward.training.algorithm.Algorithms.RANDOM_FOREST;
import static io.steward.training.algorithm.Algorithms.RIDGE;

import io.steward.charter.Charter.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The configurations that do well across data sets, best bets first: a linear model, a forest and a
 * boosting lead, so that the smallest budget sees one of each.
 *
 * @param task what is predicted
 * @param rows to learn from
 * @param features of a row
 */
record Portfolio(Task task, int rows, int features) {
  /** From here on only what takes seconds a fit is worth its time. */
  private static final int LARGE_ROWS = 50_000;

  private static final long LARGE_CELLS = 2_000_000;

  /** Up to here one boosting is as quick as the other, and one of them needs no native library. */
  private static final int SMALL_ROWS = 2_000;

  /** Whether the table is so large that the slower algorithms are not tried. */
  boolean large() {
    return rows > LARGE_ROWS || (long) rows * features > LARGE_CELLS;
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
    return rows > SMALL_ROWS && algorithm.equals(GRADIENT_BOOSTING);
  }

  private List<Configuration> classes() {
    boolean small = rows <= SMALL_ROWS;
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(logistic(1));
    defaults.add(forest(200, root(), leaf(100)));
    defaults.add(small ? boosting(150, 6, leaf(80), 0.05, 0.7) : lightGbm(150, 6, leaf(50), 0.05));
    defaults.add(small ? lightGbm(150, 6, leaf(50), 0.05) : lightGbm(300, 15, leaf(50), 0.03));
    defaults.add(logistic(20));
    defaults.add(forest(200, third(), 3));
    defaults.add(lightGbm(300, 4, leaf(80), 0.05));
    defaults.add(
        small ? boosting(250, 4, leaf(80), 0.05, 0.6) : boosting(150, 6, leaf(80), 0.05, 0.7));
    defaults.add(adaBoost(100, 4, leaf(40)));
    defaults.add(tree(12, leaf(30)));
    return defaults;
  }

  private List<Configuration> values() {
    boolean small = rows <= SMALL_ROWS;
    return List.of(
        ridge(1),
        forest(200, third(), 2),
        small ? boosting(300, 6, 8, 0.05, 0.6) : lightGbm(300, 8, 10, 0.05),
        small ? lightGbm(300, 8, 10, 0.05) : lightGbm(400, 31, 20, 0.05),
        elasticNet(0.01, 0.5),
        forest(200, Math.max(1, features / 2), 3),
        lightGbm(400, 16, 10, 0.03),
        boosting(400, 6, 10, 0.03, 0.6),
        ridge(30),
        tree(24, leaf(50)));
  }

  private List<Configuration> largeDefaults() {
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(lightGbm(200, 31, 50, 0.1));
    defaults.add(task == Task.REGRESSION ? ridge(1) : logistic(1));
    defaults.add(forest(50, root(), leaf(1000)));
    defaults.add(lightGbm(400, 63, 100, 0.05));
    defaults.add(lightGbm(400, 8, 50, 0.1));
    defaults.add(tree(64, 50));
    return defaults;
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

  private static Configuration forest(int trees, int splitFeatures, int minLeaf) {
    return new Configuration(
        RANDOM_FOREST,
        Map.of(
            "trees", (double) trees,
            "split-features", (double) splitFeatures,
            "min-leaf", (double) minLeaf));
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

  private static Configuration lightGbm(int trees, int maxLeaves, int minLeaf, double shrinkage) {
    return new Configuration(
        LIGHTGBM,
        Map.of(
            "trees", (double) trees,
            "max-leaves", (double) maxLeaves,
            "min-leaf", (double) minLeaf,
            "shrinkage", shrinkage));
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
