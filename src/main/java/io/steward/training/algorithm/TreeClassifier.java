package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.model.cart.DecisionNode;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;
import smile.regression.RegressionTree;

/**
 * One decision tree for classes (CART, Gini impurity): seldom the best model, but one that people
 * can read. Hyperparameters: {@code max-depth} (default 8); {@code max-leaves} (default 16); {@code
 * min-leaf} rows (default 20).
 *
 * <p>With two classes it is grown as a regression tree on 0 and 1, whose variance is half the Gini
 * impurity, so that the splits are the same; a leaf's mean is then its share of the second class.
 * The library's own classification tree joins neighbouring leaves that name the same class, and
 * with them their different probabilities. With more classes there is only that.
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
        () ->
            codes.size() == 2
                ? twoClasses(data, codes, options, cancellation)
                : manyClasses(data, codes, options),
        () -> {});
  }

  private static FittedModel twoClasses(
      TrainingData data, ClassCodes codes, TreeOptions options, Cancellation cancellation) {
    double[] second = Arrays.stream(codes.codes()).asDoubleStream().toArray();
    RegressionTree tree =
        TreeRegressor.grow(
            new TrainingData(data.x(), second, 0, data.featureNames()), options, cancellation);
    Frames frames = new Frames(data.features());
    ClassTrees trees = new ClassTrees(codes);
    trees.add(
        new TreeExport(tree.root(), data.features(), frames),
        (leaf, code) -> {
          double share = ((RegressionNode) leaf).output();
          return code == 1 ? share : 1 - share;
        });
    return new FittedModel(
        trees.model(),
        row -> {
          double share = tree.predict(frames.tuple(row));
          return codes.outputs(new double[] {1 - share, share});
        });
  }

  private static FittedModel manyClasses(TrainingData data, ClassCodes codes, TreeOptions options) {
    DataFrame frame = Frames.withClasses(data, codes.codes());
    DecisionTree tree =
        DecisionTree.fit(
            Frames.formula(),
            frame,
            new DecisionTree.Options(
                SplitRule.GINI, options.maxDepth(), options.maxLeaves(), options.minLeaf()));
    Frames frames = new Frames(data.features());
    ClassTrees trees = new ClassTrees(codes);
    trees.add(
        new TreeExport(tree.root(), data.features(), frames),
        (leaf, code) -> ((DecisionNode) leaf).posteriori(new double[codes.size()])[code]);
    return new FittedModel(
        trees.model(),
        row -> {
          double[] probabilities = new double[codes.size()];
          tree.predict(frames.tuple(row), probabilities);
          return codes.outputs(probabilities);
        });
  }
}
