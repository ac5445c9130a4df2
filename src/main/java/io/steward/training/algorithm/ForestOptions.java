package io.steward.training.algorithm;

import java.util.Map;

/** The hyperparameters that both forests share. */
record ForestOptions(
    int trees, int splitFeatures, int maxDepth, int maxLeaves, int minLeaf, double sample) {

  /**
   * @param splitFeatures how many features are tried at a split unless the hyperparameters say so
   */
  static ForestOptions of(Map<String, Double> values, TrainingData data, int splitFeatures) {
    Hyperparameters given = new Hyperparameters(values);
    return new ForestOptions(
        given.whole("trees", 300, 1),
        Math.min(data.features(), given.whole("split-features", splitFeatures, 0)),
        given.whole("max-depth", 20, 2),
        given.whole("max-leaves", 0, 0),
        given.whole("min-leaf", 3, 1),
        given.share("sample", 1));
  }
}
