package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One decision tree for classes (CART, Gini impurity): seldom the best model, but one that people
 * can read. Hyperparameters: {@code max-depth} (default 8); {@code max-leaves} (default 16); {@code
 * min-leaf} rows (default 20).
 */
public final class TreeClassifier extends OnOwnThreads {

  public TreeClassifier() {
    super(Integer.MAX_VALUE);
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    PositiveWeight.refuse(hyperparameters);
    TreeOptions options = TreeOptions.of(hyperparameters);
    ClassCodes codes = ClassCodes.of(data);
    TreeGrower grower =
        new TreeGrower(
            BinnedFeatures.of(data), codes.targets(), options, data.features(), cancellation);
    ClassTrees trees = new ClassTrees(codes);
    trees.add(
        grower.grow(Bootstrap.once(data.rows()), new SplittableRandom(seed)), shares -> shares);
    return trees.fitted();
  }
}
