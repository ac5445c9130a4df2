package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.model.cart.SplitRule;

/**
 * One decision tree for classes (CART, Gini impurity): seldom the best model, but one that people
 * can read. Hyperparameters: {@code max-depth} (default 8); {@code max-leaves} (default 16); {@code
 * min-leaf} rows (default 20).
 */
public final class TreeClassifier implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    TreeOptions options = TreeOptions.of(hyperparameters);
    ClassCodes codes = ClassCodes.of(data);
    // The growing of one tree asks nobody; it is walked away from, and ends soon by itself.
    return FitThreads.run(
        threads,
        cancellation,
        () -> {
          DataFrame frame = Frames.withClasses(data, codes.codes());
          DecisionTree tree =
              DecisionTree.fit(
                  Frames.formula(),
                  frame,
                  new DecisionTree.Options(
                      SplitRule.GINI, options.maxDepth(), options.maxLeaves(), options.minLeaf()));
          return export(tree, codes, data.features());
        },
        () -> {});
  }

  private static FittedModel export(DecisionTree tree, ClassCodes codes, int features) {
    Frames frames = new Frames(features);
    ClassTrees trees = new ClassTrees(codes);
    trees.add(
        new TreeExport(tree.root(), features, frames),
        (leaf, code) -> leaf.posteriori(new double[codes.size()])[code]);
    return new FittedModel(
        trees.model(),
        row -> {
          double[] probabilities = new double[codes.size()];
          tree.predict(frames.tuple(row), probabilities);
          return codes.outputs(probabilities);
        });
  }
}
