package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import smile.data.DataFrame;
import smile.model.cart.CART;
import smile.model.cart.DecisionNode;

/**
 * Random forest for classes: the mean of the trees' probabilities (Malley et al., 2012,
 * https://doi.org/10.3414/ME00-01-0052). Hyperparameters: {@code trees} (default 300); {@code
 * split-features}, how many features are tried at a split (0, the default: the square root of all);
 * {@code max-depth} (default 20); {@code max-leaves} (0, the default: a fifth of the rows); {@code
 * min-leaf} rows (default 3); {@code sample}, the share of rows a tree sees (1, the default, draws
 * with replacement); {@code positive-weight}, how much oftener a row of the second class is drawn.
 *
 * <p>The library's trees, not its forest: that rates each tree on the rows it did not see, and
 * fails where those are of two classes while the tree says a third; nor can it be stopped.
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
    DataFrame frame = Frames.withoutTarget(data);
    int[][] order = CART.order(frame);
    List<ClassTree> trees =
        options.grow(
            seed,
            cancellation,
            random ->
                new ClassTree(
                    frame,
                    codes,
                    options.tree(),
                    options.splitFeatures(),
                    Bootstrap.draw(codes, options.sample(), positive, random),
                    order,
                    cancellation));
    return export(trees, codes, data.features());
  }

  private static FittedModel export(List<ClassTree> trees, ClassCodes codes, int features) {
    Frames frames = new Frames(features);
    int count = trees.size();
    ClassTrees exported = new ClassTrees(codes);
    for (ClassTree tree : trees) {
      exported.add(
          new TreeExport(tree.root(), features, frames),
          (leaf, code) -> ((DecisionNode) leaf).posteriori(new double[codes.size()])[code] / count);
    }
    return codes.fitted(
        exported.model(),
        row -> {
          double[] mean = new double[codes.size()];
          double[] one = new double[codes.size()];
          for (ClassTree tree : trees) {
            tree.predict(frames.tuple(row), one);
            for (int k = 0; k < one.length; k++) {
              mean[k] += one[k] / count;
            }
          }
          return mean;
        });
  }
}
