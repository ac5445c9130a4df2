package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.model.cart.CART;
import smile.model.cart.RegressionNode;

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
    DataFrame frame = Frames.withoutTarget(data);
    int[][] order = CART.order(frame);
    int[] rows = IntStream.range(0, data.rows()).toArray();
    List<ValueTree> trees =
        SplitBins.EXACT.during(
            cancellation,
            () ->
                options.grow(
                    seed,
                    cancellation,
                    random ->
                        new ValueTree(
                            frame,
                            data.y(),
                            options.tree(),
                            options.splitFeatures(),
                            Bootstrap.draw(rows, options.sample(), random),
                            order,
                            cancellation)));
    return export(trees, data.features());
  }

  private static FittedModel export(List<ValueTree> trees, int features) {
    Frames frames = new Frames(features);
    int count = trees.size();
    List<DecisionTree> exported = new ArrayList<>();
    for (ValueTree tree : trees) {
      exported.add(
          new TreeExport(tree.root(), features, frames)
              .withLeaves(leaf -> ((RegressionNode) leaf).output() / count));
    }
    return new FittedModel(
        new TreeModel(List.of(exported), new double[1], Link.IDENTITY),
        row -> {
          double sum = 0;
          for (ValueTree tree : trees) {
            sum += tree.predict(frames.tuple(row));
          }
          return new double[] {sum / count};
        });
  }
}
