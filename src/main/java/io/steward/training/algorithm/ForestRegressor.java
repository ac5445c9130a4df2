package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import smile.data.DataFrame;
import smile.model.cart.RegressionNode;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/**
 * Random forest for values: the plain mean of its trees. Hyperparameters as for {@link
 * ForestClassifier}, but {@code split-features} defaults to a third of all.
 */
public final class ForestRegressor implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    ForestOptions options = ForestOptions.of(hyperparameters, data, 0);
    return FitThreads.run(
        threads,
        cancellation,
        () -> export(grow(data, options, seed, cancellation), data.features()),
        () -> {});
  }

  /** Grows the library's forest; to be called on a thread of {@link FitThreads}. */
  static RandomForest grow(
      TrainingData data, ForestOptions options, long seed, Cancellation cancellation) {
    DataFrame frame = Frames.withValues(data);
    RandomForest.Options settings =
        new RandomForest.Options(
            options.trees(),
            options.splitFeatures(),
            options.maxDepth(),
            options.maxLeaves(),
            options.minLeaf(),
            options.sample(),
            TreeSeeds.of(seed, options.trees()),
            new PollingController<>(cancellation));
    return SplitBins.EXACT.during(
        cancellation, () -> RandomForest.fit(Frames.formula(), frame, settings));
  }

  private static FittedModel export(RandomForest forest, int features) {
    Frames frames = new Frames(features);
    List<DecisionTree> trees = new ArrayList<>();
    int count = forest.size();
    for (RegressionTree tree : forest.trees()) {
      trees.add(
          new TreeExport(tree.root(), features, frames)
              .withLeaves(leaf -> ((RegressionNode) leaf).output() / count));
    }
    return new FittedModel(
        new TreeModel(List.of(trees), new double[1], Link.IDENTITY),
        row -> new double[] {forest.predict(frames.tuple(row))});
  }
}
