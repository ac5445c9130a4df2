package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import smile.data.DataFrame;
import smile.model.cart.CART;
import smile.model.cart.RegressionNode;

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
    DataFrame frame = Frames.withoutTarget(data);
    ValueTree tree =
        SplitBins.EXACT.during(
            cancellation,
            () ->
                new ValueTree(
                    frame,
                    data.y(),
                    options,
                    data.features(),
                    Bootstrap.once(data.rows()),
                    CART.order(frame),
                    cancellation));
    Frames frames = new Frames(data.features());
    DecisionTree exported =
        new TreeExport(tree.root(), data.features(), frames)
            .withLeaves(leaf -> ((RegressionNode) leaf).output());
    return new FittedModel(
        new TreeModel(List.of(List.of(exported)), new double[1], Link.IDENTITY),
        row -> new double[] {tree.predict(frames.tuple(row))});
  }
}
