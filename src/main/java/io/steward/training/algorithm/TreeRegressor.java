package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import smile.data.DataFrame;
import smile.model.cart.RegressionNode;
import smile.regression.RegressionTree;

/**
 * One decision tree for values (CART, least squares). Hyperparameters as for {@link
 * TreeClassifier}.
 */
public final class TreeRegressor implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    TreeOptions options = TreeOptions.of(hyperparameters);
    return FitThreads.run(
        threads,
        cancellation,
        () -> export(grow(data, options, cancellation), data.features()),
        () -> {});
  }

  /** Grows the library's tree; to be called on a thread of {@link FitThreads}. */
  static RegressionTree grow(TrainingData data, TreeOptions options, Cancellation cancellation) {
    DataFrame frame = Frames.withValues(data);
    RegressionTree.Options settings =
        new RegressionTree.Options(options.maxDepth(), options.maxLeaves(), options.minLeaf());
    return SplitBins.EXACT.during(
        cancellation, () -> RegressionTree.fit(Frames.formula(), frame, settings));
  }

  private static FittedModel export(RegressionTree tree, int features) {
    Frames frames = new Frames(features);
    DecisionTree exported =
        new TreeExport(tree.root(), features, frames)
            .withLeaves(leaf -> ((RegressionNode) leaf).output());
    return new FittedModel(
        new TreeModel(List.of(List.of(exported)), new double[1], Link.IDENTITY),
        row -> new double[] {tree.predict(frames.tuple(row))});
  }
}
