package io.steward.training.algorithm;

import java.util.Map;

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
}
