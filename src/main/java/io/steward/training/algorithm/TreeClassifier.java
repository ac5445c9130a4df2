package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;
import smile.data.DataFrame;
import smile.model.cart.CART;
import smile.model.cart.DecisionNode;

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
    DataFrame frame = Frames.withoutTarget(data);
    ClassTree tree =
        new ClassTree(
            frame,
            codes,
            options,
            data.features(),
            Bootstrap.once(data.rows()),
            CART.order(frame),
            cancellation);
    Frames frames = new Frames(data.features());
    ClassTrees trees = new ClassTrees(codes);
    trees.add(
        new TreeExport(tree.root(), data.features(), frames),
        (leaf, code) -> ((DecisionNode) leaf).posteriori(new double[codes.size()])[code]);
    return codes.fitted(
        trees.model(),
        row -> {
          double[] probabilities = new double[codes.size()];
          tree.predict(frames.tuple(row), probabilities);
          return probabilities;
        });
  }
}
