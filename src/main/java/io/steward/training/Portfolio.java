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
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The configurations worth trying, best bets first, the kinds of algorithm taking turns: those of
 * the three kinds that every budget should see, then those of the other kinds.
 */
final class Portfolio {
  /** How many configurations a later round offers, at most. */
  private static final int DRAWN = 30;

  /** How many configurations of the three first kinds lead the portfolio. */
  private static final int FIRST = 9;

  private Portfolio() {}

  /** The fixed portfolio of the first round. */
  static List<Configuration> defaults(Task task, int rows, int features) {
    List<Configuration> defaults = new ArrayList<>(kinds(task, rows, features));
    if (task == Task.BINARY) {
      // Larger leaves than the others; a number of trees of its own, so that it is never one of
      // them.
      defaults.add(FIRST + 1, forest(250, root(features), leaf(rows, 100)));
    }
    return defaults;
  }

  private static List<Configuration> kinds(Task task, int rows, int features) {
    int third = Math.max(1, features / 3);
    int root = root(features);
    return task == Task.REGRESSION
        ? List.of(
            ridge(1),
            forest(200, third, 2),
            boosting(300, 6, 8, 0.05, 0.6),
            ridge(0.1),
            forest(200, root, 1),
            boosting(400, 6, 10, 0.03, 0.6),
            ridge(10),
            forest(300, Math.max(1, features / 2), 3),
            boosting(300, 10, 5, 0.05, 0.8),
            lightGbm(300, 8, 10, 0.05),
            elasticNet(0.01, 0.5),
            tree(16, leaf(rows, 50)),
            lightGbm(400, 16, 10, 0.03),
            elasticNet(0.001, 1),
            tree(40, leaf(rows, 100)))
        : List.of(
            logistic(1),
            forest(200, root, 2),
            boosting(150, 6, leaf(rows, 80), 0.05, 0.7),
            logistic(10),
            forest(300, root, leaf(rows, 160)),
            boosting(250, 4, leaf(rows, 80), 0.05, 0.6),
            logistic(50),
            forest(200, third, 3),
            boosting(250, 8, leaf(rows, 40), 0.025, 0.6),
            lightGbm(150, 6, leaf(rows, 50), 0.05),
            adaBoost(200, 6, leaf(rows, 40)),
            tree(12, leaf(rows, 30)),
            lightGbm(300, 15, leaf(rows, 50), 0.02),
            adaBoost(100, 4, leaf(rows, 40)),
            tree(24, leaf(rows, 60)),
            lightGbm(300, 4, leaf(rows, 80), 0.05));
  }

  /**
   * Random draws from the ranges in which good configurations lie.
   *
   * @param seen what was offered before and is not offered again
   */
  static List<Configuration> drawn(
      Task task, int rows, int features, long seed, Set<Configuration> seen) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Configuration> drawn = new ArrayList<>();
    // Where there is little to choose from, a kind may run out; hence no endless search.
    for (int attempt = 0; attempt < 10 * DRAWN && drawn.size() < DRAWN; attempt++) {
      Configuration next = draw(task, rows, features, drawn.size() % 4, random);
      if (!seen.contains(next) && !drawn.contains(next)) {
        drawn.add(next);
      }
    }
    return drawn;
  }

  private static Configuration draw(
      Task task, int rows, int features, int kind, SplittableRandom random) {
    return switch (kind) {
      case 0 -> boosting(random, rows);
      case 1 -> forest(random, rows, features);
      case 2 -> lightGbm(random, rows);
      default -> {
        double lambda = logUniform(random, 0.03, 100);
        yield task == Task.REGRESSION ? ridge(lambda) : logistic(lambda);
      }
    };
  }

  private static Configuration boosting(SplittableRandom random, int rows) {
    double shrinkage = logUniform(random, 0.01, 0.15);
    return boosting(
        treesFor(shrinkage, random),
        random.nextInt(3, 16),
        random.nextInt(3, Math.max(5, leaf(rows, 25))),
        shrinkage,
        rounded(random.nextDouble(0.4, 1)));
  }

  private static Configuration lightGbm(SplittableRandom random, int rows) {
    double shrinkage = logUniform(random, 0.01, 0.15);
    return lightGbm(
        treesFor(shrinkage, random),
        random.nextInt(3, 24),
        random.nextInt(3, Math.max(5, leaf(rows, 25))),
        shrinkage);
  }

  /** Smaller steps need more trees. */
  private static int treesFor(double shrinkage, SplittableRandom random) {
    return (int) Math.round(Math.clamp(random.nextDouble(5, 12) / shrinkage, 80, 500));
  }

  private static Configuration forest(SplittableRandom random, int rows, int features) {
    int splitFeatures =
        (int) Math.round(logUniform(random, root(features) / 2.0, Math.max(2, features * 0.7)));
    return forest(
        random.nextInt(20, 40) * 10,
        Math.clamp(splitFeatures, 1, features),
        random.nextInt(1, Math.max(4, leaf(rows, 60))));
  }

  private static Configuration logistic(double lambda) {
    return new Configuration(LOGISTIC_REGRESSION, Map.of("lambda", lambda));
  }

  private static Configuration ridge(double lambda) {
    return new Configuration(RIDGE, Map.of("lambda", lambda));
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

  private static Configuration elasticNet(double penalty, double l1Share) {
    return new Configuration(ELASTIC_NET, Map.of("penalty", penalty, "l1-share", l1Share));
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

  private static int root(int features) {
    return Math.max(1, (int) Math.round(Math.sqrt(features)));
  }

  /** A leaf of so many parts of the rows, between 2 and 50. */
  private static int leaf(int rows, int parts) {
    return Math.clamp(rows / parts, 2, 50);
  }

  private static double logUniform(SplittableRandom random, double low, double high) {
    return rounded(StrictMath.exp(random.nextDouble(StrictMath.log(low), StrictMath.log(high))));
  }

  /** Three digits: what people can read and write down again. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN)).doubleValue();
  }
}
