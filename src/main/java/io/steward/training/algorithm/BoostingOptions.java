package io.steward.training.algorithm;

import java.util.Map;
import java.util.function.Supplier;
import smile.math.MathEx;

/** The hyperparameters that both boostings share. */
record BoostingOptions(
    int trees, int maxDepth, int maxLeaves, int minLeaf, double shrinkage, double sample) {

  static BoostingOptions of(Map<String, Double> values) {
    Hyperparameters given = new Hyperparameters(values);
    return new BoostingOptions(
        given.whole("trees", 150, 1),
        given.whole("max-depth", 6, 2),
        given.whole("max-leaves", 6, 2),
        given.whole("min-leaf", 5, 1),
        given.share("shrinkage", 0.05),
        given.share("sample", 0.7));
  }

  /** Runs the library's boosting; to be called on a thread of {@link FitThreads}. */
  static <T> T grow(long seed, Supplier<T> fit) {
    // The rows of each tree are drawn on this thread, and only there.
    MathEx.setSeed(TreeSeeds.of(seed, 1)[0]);
    return fit.get();
  }
}
