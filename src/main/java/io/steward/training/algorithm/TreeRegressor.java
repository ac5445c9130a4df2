package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One decision tree for values (CART, least squares). Hyperparameters as for {@link
 * TreeClassifier}.
 */
public final class TreeRegressor extends OnOwnThreads {

  public TreeRegressor() {
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
    TargetScale scale = TargetScale.of(data.y());
    TreeGrower grower =
        new TreeGrower(
            BinnedFeatures.of(data),
            scale.targets(data.y()),
            options,
            data.features(),
            cancellation);
    GrownTree tree = grower.grow(Bootstrap.once(data.rows()), new SplittableRandom(seed));
    return ForestRegressor.fitted(List.of(tree), scale);
  }
}
