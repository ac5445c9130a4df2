package io.steward.training;

import static io.steward.training.Dimension.linear;
import static io.steward.training.Dimension.log;
import static io.steward.training.Dimension.whole;

import io.steward.training.algorithm.Algorithms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ranges in which good configurations of an algorithm lie, for a table of some shape. A
 * configuration is a point in the unit cube, one coordinate a dimension.
 *
 * <p>Boosting needs more trees the smaller its steps are. So what is searched is the product of
 * both, {@value #REACH}: how far the steps lead in all.
 *
 * @param fixed hyperparameters that are not searched
 */
record SearchSpace(String algorithm, List<Dimension> dimensions, Map<String, Double> fixed) {
  private static final String REACH = "reach";
  private static final String TREES = "trees";
  private static final String SHRINKAGE = "shrinkage";

  /** The fewest and the most trees of a boosting. */
  private static final double FEWEST = 30;

  private static final double MOST = 800;

  /** The space of an algorithm on a table, or nothing for one that has nothing to search. */
  static Optional<SearchSpace> of(String algorithm, TableShape table) {
    int rows = table.rows();
    int features = table.features();
    int leaf = Math.clamp(rows / 15, 5, 200);
    return Optional.ofNullable(
        switch (algorithm) {
          case Algorithms.LOGISTIC_REGRESSION ->
              space(algorithm, List.of(log("lambda", 0.01, 300, 1)));
          case Algorithms.RIDGE -> space(algorithm, List.of(log("lambda", 0.01, 1000, 1)));
          case Algorithms.ELASTIC_NET ->
              space(
                  algorithm,
                  List.of(log("penalty", 0.0001, 1, 0.01), linear("l1-share", 0.05, 1, 0.5)));
          case Algorithms.RANDOM_FOREST ->
              new SearchSpace(
                  algorithm,
                  List.of(
                      whole("split-features", 1, (int) Math.round(features * 0.8), 1),
                      whole("min-leaf", 1, Math.clamp(rows / 60, 4, 50), 3)),
                  table.forestSize());
          case Algorithms.GRADIENT_BOOSTING ->
              space(
                  algorithm,
                  List.of(
                      log(SHRINKAGE, 0.01, 0.2, 0.05),
                      log(REACH, 3, 15, 7.5),
                      whole("max-leaves", 3, 24, 6),
                      whole("min-leaf", 2, leaf, 5),
                      linear("sample", 0.4, 1, 0.7)));
          case Algorithms.SVM ->
              space(
                  algorithm,
                  List.of(
                      log("cost", 0.05, 50, 1),
                      log("gamma", 0.02, 5, 1),
                      log("tube", 0.01, 0.5, 0.1)));
          case Algorithms.MLP ->
              space(
                  algorithm,
                  List.of(
                      whole("hidden", 8, 64, 32),
                      whole("epochs", table.epochs() / 2, 2 * table.epochs(), 40),
                      log("learning-rate", 0.0005, 0.01, 0.003),
                      log("decay", 0.001, 3, 0.1)));
          case Algorithms.NAIVE_BAYES ->
              space(algorithm, List.of(log("smoothing", 0.0001, 1, 0.1)));
          case Algorithms.LIGHTGBM, Algorithms.EXTRA_TREES ->
              new SearchSpace(
                  algorithm,
                  List.of(
                      log(SHRINKAGE, 0.01, 0.2, 0.05),
                      log(REACH, 4, 20, 10),
                      whole("max-leaves", 3, Math.clamp(rows / 20, 16, 127), 15),
                      whole("min-leaf", 2, leaf, 20),
                      linear("sample", 0.5, 1, 0.8),
                      linear("feature-sample", 0.3, 1, 0.8),
                      log("lambda", 0.1, 50, 1)),
                  table.bags());
          case Algorithms.ADABOOST ->
              space(
                  algorithm,
                  List.of(
                      whole(TREES, 50, 400, 100),
                      whole("max-leaves", 2, 12, 6),
                      whole("min-leaf", 2, leaf, 5)));
          case Algorithms.DECISION_TREE ->
              space(
                  algorithm,
                  List.of(whole("max-leaves", 4, 64, 16), whole("min-leaf", 5, 10 + leaf, 20)));
          default -> null;
        });
  }

  private static SearchSpace space(String algorithm, List<Dimension> dimensions) {
    return new SearchSpace(algorithm, dimensions, Map.of());
  }

  /** Where a configuration lies. */
  double[] place(Map<String, Double> hyperparameters) {
    Map<String, Double> seen = new HashMap<>(hyperparameters);
    Double trees = hyperparameters.get(TREES);
    if (trees != null) {
      seen.put(REACH, trees * hyperparameters.getOrDefault(SHRINKAGE, 1.0));
    }
    return dimensions.stream().mapToDouble(dimension -> dimension.place(seen)).toArray();
  }

  /** The configuration at a place. */
  Configuration at(double[] place) {
    Map<String, Double> values = new HashMap<>(fixed);
    for (int d = 0; d < place.length; d++) {
      values.put(dimensions.get(d).name(), dimensions.get(d).value(place[d]));
    }
    Double reach = values.remove(REACH);
    Double shrinkage = values.get(SHRINKAGE);
    if (reach != null && shrinkage != null) {
      values.put(TREES, Math.rint(Math.clamp(reach / shrinkage, FEWEST, MOST)));
    }
    return new Configuration(algorithm, values);
  }
}
