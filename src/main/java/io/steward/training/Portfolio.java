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
import io.steward.training.algorithm.PositiveWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configurations that do well across data sets, best bets first: a linear model, a forest and a
 * boosting lead, so that the smallest budget sees one of each.
 *
 * @param table to learn from
 * @param positiveWeight what a missed positive costs over what a false alarm does, within 1/{@value
 *     #MOST_WEIGHT} and {@value #MOST_WEIGHT}; 1 where costs say nothing
 */
record Portfolio(TableShape table, double positiveWeight) {
  private static final int MOST_WEIGHT = 20;

  /** The portfolio of a charter on a table. */
  static Portfolio of(Charter charter, TableShape table) {
    Charter.ErrorCosts costs = charter.costs();
    double weight =
        charter.task() == Task.BINARY && costs.falsePositive() > 0 && costs.falseNegative() > 0
            ? costs.falseNegative() / costs.falsePositive()
            : 1;
    return new Portfolio(table, Math.clamp(weight, 1.0 / MOST_WEIGHT, MOST_WEIGHT));
  }

  /** The configurations in the order in which they are worth trying. */
  List<Configuration> defaults() {
    if (table.large()) {
      return largeDefaults();
    }
    return table.task() == Task.REGRESSION ? values() : classes();
  }

  private List<Configuration> classes() {
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(logistic(1));
    if (!table.small()) {
      defaults.add(lightGbm(250, 31, table.leaf(100), 0.08, 0.6, 5));
    }
    defaults.add(forest(table.root(), table.leaf(100)));
    if (!table.small()) {
      defaults.add(forest(table.third(), 3));
    }
    if (!table.slow(GRADIENT_BOOSTING)) {
      defaults.add(boosting(150, 6, table.leaf(80), 0.05, 0.7));
    }
    if (table.neural() && table.manyOutputs()) {
      defaults.add(perceptron());
    }
    defaults.add(lightGbm(300, 6, table.leaf(50), 0.04, 0.5, 8));
    if (table.small()) {
      defaults.add(lightGbm(200, 8, table.leaf(180), 0.05, 0.3, 1));
    }
    if (table.small() && table.task() == Task.BINARY) {
      defaults.add(svm(1, 0.5));
    }
    if (table.neural() && !table.manyOutputs()) {
      defaults.add(perceptron());
    }
    defaults.add(extraTrees(300, 12, table.leaf(80), 0.05, 5));
    defaults.addAll(weighted(logistic(1), lightGbm(300, 6, table.leaf(50), 0.04, 0.5, 8)));
    defaults.add(lightGbm(450, 4, table.leaf(100), 0.022, 0.6, 4));
    defaults.add(logistic(20));
    if (table.small()) {
      defaults.add(forest(table.third(), 3));
    }
    defaults.add(new Configuration(NAIVE_BAYES, Map.of("smoothing", 0.1)));
    defaults.add(adaBoost(100, 4, table.leaf(40)));
    defaults.add(tree(12, table.leaf(30)));
    return defaults;
  }

  private List<Configuration> values() {
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(ridge(1));
    defaults.add(forest(table.third(), 2));
    if (!table.slow(GRADIENT_BOOSTING)) {
      defaults.add(boosting(300, 6, 8, 0.05, 0.6));
    }
    defaults.add(lightGbm(300, 6, table.leaf(50), 0.05, 0.7, 4));
    if (table.small()) {
      defaults.add(svm(5, 0.5));
    }
    defaults.add(extraTrees(400, 16, 4, 0.05, 5));
    defaults.add(lightGbm(400, 30, 4, 0.03, 0.8, 10));
    if (table.neural()) {
      defaults.add(perceptron());
    }
    defaults.add(elasticNet(0.01, 0.5));
    defaults.add(lightGbm(580, 8, 3, 0.016, 0.95, 0.4));
    defaults.add(forest(Math.max(1, table.features() / 2), 3));
    defaults.add(ridge(30));
    defaults.add(tree(24, table.leaf(50)));
    return defaults;
  }

  private List<Configuration> largeDefaults() {
    List<Configuration> defaults = new ArrayList<>();
    defaults.add(lightGbm(200, 31, 50, 0.1, 0.6, 5));
    defaults.add(table.task() == Task.REGRESSION ? ridge(1) : logistic(1));
    defaults.add(lightGbm(400, 8, 50, 0.1, 0.6, 5));
    defaults.add(forest(table.root(), 50));
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
    Map<String, Double> values = new HashMap<>(table.forestSize());
    values.put("split-features", (double) splitFeatures);
    values.put("min-leaf", (double) minLeaf);
    return new Configuration(RANDOM_FOREST, values);
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
    Map<String, Double> values = new HashMap<>(table.bags());
    int steps = table.manyOutputs() ? 2 : 1;
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
    return new Configuration(MLP, Map.of("epochs", (double) table.epochs(), "decay", 0.1));
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
}
