package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;

/**
 * Random forest for classes: the mean of the trees' probabilities (Malley et al., 2012,
 * https://doi.org/10.3414/ME00-01-0052). Hyperparameters: {@code trees} (default 300); {@code
 * split-features}, how many features are tried at a split (0, the default: the square root of all);
 * {@code max-depth} (default 20); {@code max-leaves} (0, the default: a fifth of the rows); {@code
 * min-leaf} rows (default 3); {@code sample}, the share of rows a tree sees (1, the default, draws
 * with replacement); {@code positive-weight}, how much oftener a row of the second class is drawn.
 */
public final class ForestClassifier extends OnOwnThreads {

  public ForestClassifier() {
    super(Integer.MAX_VALUE);
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    int root = Math.max(1, (int) Math.sqrt(data.features()));
    ForestOptions options = ForestOptions.of(hyperparameters, data, root);
    double positive = PositiveWeight.of(hyperparameters, data);
    ClassCodes codes = ClassCodes.of(data);
    TreeGrower grower =
        new TreeGrower(
            BinnedFeatures.of(data),
            codes.targets(),
            options.tree(),
            options.splitFeatures(),
            cancellation);
    ClassTrees trees = new ClassTrees(codes);
    options
        .grow(
            seed,
            cancellation,
            random ->
                grower.grow(Bootstrap.draw(codes, options.sample(), positive, random), random))
        .forEach(tree -> trees.add(tree, shares -> divided(shares, options.trees())));
    return trees.fitted();
  }

  private static double[] divided(double[] shares, int trees) {
    double[] divided = shares.clone();
    for (int k = 0; k < divided.length; k++) {
      divided[k] /= trees;
    }
    return divided;
  }
}
