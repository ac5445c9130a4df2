package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.SplitRule;

/**
 * Random forest for classes. Hyperparameters: {@code trees} (default 300); {@code split-features},
 * how many features are tried at a split (0, the default: the square root of all); {@code
 * max-depth} (default 20); {@code max-leaves} (0, the default: a fifth of the rows); {@code
 * min-leaf} rows (default 3); {@code sample}, the share of rows a tree sees (1, the default, draws
 * with replacement).
 */
public final class ForestClassifier implements Algorithm {

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
          DataFrame frame = Frames.withClasses(data, codes.codes());
          RandomForest forest =
              RandomForest.fit(
                  Frames.formula(),
                  frame,
                  new RandomForest.Options(
                      options.trees(),
                      options.splitFeatures(),
                      SplitRule.GINI,
                      options.maxDepth(),
                      options.maxLeaves(),
                      options.minLeaf(),
                      options.sample(),
                      null,
                      TreeSeeds.of(seed, options.trees()),
                      new PollingController<>(cancellation)));
          return export(forest, codes, data.features());
        },
        () -> {});
  }

  private static FittedModel export(RandomForest forest, ClassCodes codes, int features) {
    Frames frames = new Frames(features);
    double weights = Arrays.stream(forest.models()).mapToDouble(RandomForest.Model::weight).sum();
    List<List<DecisionTree>> ensembles = new ArrayList<>();
    for (int k = 0; k < (codes.binary() ? 1 : codes.classes()); k++) {
      ensembles.add(new ArrayList<>());
    }
    for (RandomForest.Model model : forest.models()) {
      TreeExport tree = new TreeExport(model.tree().root(), features, frames);
      double share = model.weight() / weights;
      if (codes.binary()) {
        ensembles.getFirst().add(tree.withLeaves(leaf -> share * probability(leaf, 1, codes)));
      } else {
        for (int i = 0; i < codes.size(); i++) {
          int code = i;
          ensembles
              .get(codes.present()[i])
              .add(tree.withLeaves(leaf -> share * probability(leaf, code, codes)));
        }
      }
    }
    return new FittedModel(
        new TreeModel(ensembles, new double[ensembles.size()], Link.IDENTITY),
        row -> {
          // The probabilities, never the library's label: that is an unweighted vote.
          double[] probabilities = new double[codes.size()];
          forest.predict(frames.tuple(row), probabilities);
          return codes.outputs(probabilities);
        });
  }

  private static double probability(LeafNode leaf, int code, ClassCodes codes) {
    return ((DecisionNode) leaf).posteriori(new double[codes.size()])[code];
  }
}
