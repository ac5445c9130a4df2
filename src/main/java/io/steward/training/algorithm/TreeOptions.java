package io.steward.training.algorithm;

import java.util.Map;

/** The hyperparameters that both single trees share. */
record TreeOptions(int maxDepth, int maxLeaves, int minLeaf) {

  static TreeOptions of(Map<String, Double> values) {
    Hyperparameters given = new Hyperparameters(values);
    return new TreeOptions(
        given.whole("max-depth", 8, 2),
        given.whole("max-leaves", 16, 2),
        given.whole("min-leaf", 20, 1));
  }
}
