package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The hyperparameters that both forests share, and how they are grown. */
record ForestOptions(int trees, int splitFeatures, TreeOptions tree, double sample) {

  /**
   * @param splitFeatures how many features are tried at a split unless the hyperparameters say so
   */
  static ForestOptions of(Map<String, Double> values, TrainingData data, int splitFeatures) {
    Hyperparameters given = new Hyperparameters(values);
    int asked = given.whole("split-features", 0, 0);
    int leaves = given.whole("max-leaves", 0, 0);
    return new ForestOptions(
        given.whole("trees", 300, 1),
        Math.min(data.features(), asked > 0 ? asked : splitFeatures),
        new TreeOptions(
            given.whole("max-depth", 20, 2),
            Math.max(2, leaves > 0 ? leaves : data.rows() / 5),
            given.whole("min-leaf", 3, 1)),
        given.share("sample", 1));
  }

  /**
   * Grows the trees, side by side but each with a seed of its own; to be called on a thread of
   * {@link FitThreads}.
   *
   * @param tree grows one; the argument draws its rows and what is tried at a split
   */
  List<GrownTree> grow(
      long seed, Cancellation cancellation, Function<SplittableRandom, GrownTree> tree) {
    return LongStream.of(TreeSeeds.of(seed, trees))
        .parallel()
        .mapToObj(
            treeSeed -> {
              cancellation.check();
              return tree.apply(new SplittableRandom(treeSeed));
            })
        .toList();
  }
}
