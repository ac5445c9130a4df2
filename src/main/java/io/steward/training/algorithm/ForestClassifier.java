package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import smile.classification.DecisionTree;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.math.MathEx;
import smile.model.cart.CART;
import smile.model.cart.DecisionNode;
import smile.model.cart.SplitRule;
import smile.validation.ClassificationMetrics;

/**
 * Random forest for classes. Hyperparameters: {@code trees} (default 300); {@code split-features},
 * how many features are tried at a split (0, the default: the square root of all); {@code
 * max-depth} (default 20); {@code max-leaves} (0, the default: a fifth of the rows); {@code
 * min-leaf} rows (default 3); {@code sample}, the share of rows a tree sees (1, the default, draws
 * with replacement).
 */
public final class ForestClassifier implements Algorithm {
  private static final ClassificationMetrics UNRATED = new ClassificationMetrics(0, 0, 0, 0, 0);

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    ForestOptions options = ForestOptions.of(hyperparameters, data, 0);
    ClassCodes codes = ClassCodes.of(data);
    return FitThreads.run(
        threads,
        cancellation,
        () -> {
          RandomForest forest = grow(data, codes, options, seed, cancellation);
          return export(forest, codes, data.features());
        },
        () -> {});
  }

  /**
   * Grows the library's trees and makes its forest of them. Not by its own {@code fit}: that also
   * rates each tree on the rows it did not see, and fails where those are of two classes while the
   * tree says a third, as happens as soon as one class is rare. All trees weigh the same.
   */
  private static RandomForest grow(
      TrainingData data,
      ClassCodes codes,
      ForestOptions options,
      long seed,
      Cancellation cancellation) {
    DataFrame frame = Frames.withoutTarget(data);
    StructField target = new StructField("y", DataTypes.IntType);
    int[][] order = CART.order(frame);
    int splitFeatures =
        options.splitFeatures() > 0
            ? options.splitFeatures()
            : Math.max(1, (int) Math.sqrt(data.features()));
    int maxLeaves =
        options.maxLeaves() > 0 ? Math.max(2, options.maxLeaves()) : Math.max(2, data.rows() / 5);
    RandomForest.Model[] models =
        LongStream.of(TreeSeeds.of(seed, options.trees()))
            .parallel()
            .mapToObj(
                treeSeed -> {
                  cancellation.check();
                  // The features tried at a split are drawn on this thread.
                  MathEx.setSeed(treeSeed);
                  DecisionTree tree =
                      new DecisionTree(
                          frame,
                          codes.codes(),
                          target,
                          codes.size(),
                          SplitRule.GINI,
                          options.maxDepth(),
                          maxLeaves,
                          options.minLeaf(),
                          splitFeatures,
                          Bootstrap.draw(codes, options.sample(), new SplittableRandom(treeSeed)),
                          order);
                  return new RandomForest.Model(tree, UNRATED, 1);
                })
            .toArray(RandomForest.Model[]::new);
    return new RandomForest(
        Frames.formula(), codes.size(), models, UNRATED, new double[data.features()]);
  }

  private static FittedModel export(RandomForest forest, ClassCodes codes, int features) {
    Frames frames = new Frames(features);
    double weights = Arrays.stream(forest.models()).mapToDouble(RandomForest.Model::weight).sum();
    ClassTrees trees = new ClassTrees(codes);
    for (RandomForest.Model model : forest.models()) {
      double share = model.weight() / weights;
      trees.add(
          new TreeExport(model.tree().root(), features, frames),
          (leaf, code) -> share * ((DecisionNode) leaf).posteriori(new double[codes.size()])[code]);
    }
    return new FittedModel(
        trees.model(),
        row -> {
          // The probabilities, never the library's label: that is an unweighted vote.
          double[] probabilities = new double[codes.size()];
          forest.predict(frames.tuple(row), probabilities);
          return codes.outputs(probabilities);
        });
  }
}
