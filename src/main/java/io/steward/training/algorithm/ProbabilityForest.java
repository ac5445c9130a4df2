package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;
import smile.model.cart.RegressionNode;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/**
 * Random forest for two classes, grown as a forest of values on 0 and 1: the mean of the trees is
 * the probability (Malley et al., 2012, https://doi.org/10.3414/ME00-01-0052). Its trees keep
 * leaves apart that name the same class with different probabilities, which those of {@link
 * ForestClassifier} join; that orders rows better where leaves are large. Hyperparameters as there,
 * but {@code min-leaf} should be greater.
 */
public final class ProbabilityForest implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    int root = Math.max(1, (int) Math.sqrt(data.features()));
    ForestOptions options = ForestOptions.of(hyperparameters, data, root);
    ClassCodes codes = ClassCodes.of(data);
    double[] second = Arrays.stream(codes.codes()).asDoubleStream().toArray();
    TrainingData values = new TrainingData(data.x(), second, 0, data.featureNames());
    return FitThreads.run(
        threads,
        cancellation,
        () -> export(ForestRegressor.grow(values, options, seed, cancellation), codes, data),
        () -> {});
  }

  private static FittedModel export(RandomForest forest, ClassCodes codes, TrainingData data) {
    Frames frames = new Frames(data.features());
    ClassTrees trees = new ClassTrees(codes);
    int count = forest.size();
    for (RegressionTree tree : forest.trees()) {
      trees.add(
          new TreeExport(tree.root(), data.features(), frames),
          (leaf, code) -> {
            double share = ((RegressionNode) leaf).output();
            return (code == 1 ? share : 1 - share) / count;
          });
    }
    return new FittedModel(
        trees.model(),
        row -> {
          double share = forest.predict(frames.tuple(row));
          return codes.outputs(new double[] {1 - share, share});
        });
  }
}
