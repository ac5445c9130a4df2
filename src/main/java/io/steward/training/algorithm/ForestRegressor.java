package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Random forest for values: the plain mean of its trees. Hyperparameters as for {@link
 * ForestClassifier}, but {@code split-features} defaults to a third of all, and there is no {@code
 * positive-weight}.
 */
public final class ForestRegressor extends OnOwnThreads {

  public ForestRegressor() {
    super(Integer.MAX_VALUE);
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    PositiveWeight.refuse(hyperparameters);
    ForestOptions options =
        ForestOptions.of(hyperparameters, data, Math.max(1, data.features() / 3));
    TargetScale scale = TargetScale.of(data.y());
    TreeGrower grower =
        new TreeGrower(
            BinnedFeatures.of(data),
            scale.targets(data.y()),
            options.tree(),
            options.splitFeatures(),
            cancellation);
    int[] rows = IntStream.range(0, data.rows()).toArray();
    List<GrownTree> trees =
        options.grow(
            seed,
            cancellation,
            random -> grower.grow(Bootstrap.draw(rows, options.sample(), random), random));
    return fitted(trees, scale);
  }

  /** The mean of the trees. */
  static FittedModel fitted(List<GrownTree> trees, TargetScale scale) {
    List<DecisionTree> exported = new ArrayList<>();
    for (GrownTree tree : trees) {
      exported.add(tree.withLeaves(mean -> scale.value(mean[0]) / trees.size()));
    }
    return new FittedModel(
        new TreeModel(List.of(exported), new double[1], Link.IDENTITY),
        row -> {
          double sum = 0;
          for (GrownTree tree : trees) {
            sum += scale.value(tree.leaf(row)[0]);
          }
          return new double[] {sum / trees.size()};
        });
  }
}
