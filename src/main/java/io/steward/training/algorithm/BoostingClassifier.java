package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import smile.classification.GradientTreeBoost;
import smile.data.DataFrame;
import smile.model.cart.Loss;
import smile.model.cart.RegressionNode;
import smile.regression.RegressionTree;

/**
 * Gradient boosting for classes. Hyperparameters: {@code trees} (a class, default 150); {@code
 * max-depth} (default 6); {@code max-leaves} (default 6); {@code min-leaf} rows (default 5); {@code
 * shrinkage} (default 0.05); {@code sample}, the share of rows a tree sees (default 0.7).
 */
public final class BoostingClassifier extends OnOwnThreads {

  public BoostingClassifier() {
    super(Integer.MAX_VALUE);
  }

  @Override
  public OptionalInt boostingRounds(Map<String, Double> hyperparameters) {
    return OptionalInt.of(BoostingOptions.of(hyperparameters).trees());
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    PositiveWeight.refuse(hyperparameters);
    BoostingOptions options = BoostingOptions.of(hyperparameters);
    ClassCodes codes = ClassCodes.of(data);
    DataFrame frame = Frames.withClasses(data, codes.codes());
    GradientTreeBoost.Options settings =
        new GradientTreeBoost.Options(
            options.trees(),
            options.maxDepth(),
            options.maxLeaves(),
            options.minLeaf(),
            options.shrinkage(),
            options.sample(),
            null,
            new PollingController<>(cancellation));
    GradientTreeBoost model =
        BoostingOptions.grow(seed, () -> GradientTreeBoost.fit(Frames.formula(), frame, settings));
    return export(model, codes, data.features(), options.shrinkage());
  }

  private static FittedModel export(
      GradientTreeBoost model, ClassCodes codes, int features, double shrinkage) {
    Frames frames = new Frames(features);
    TreeModel portable =
        codes.size() == 2
            ? twoClasses(model, codes, features, shrinkage, frames)
            : manyClasses(model, codes, features, shrinkage, frames);
    return codes.fitted(
        portable,
        row -> {
          double[] probabilities = new double[codes.size()];
          model.predict(frames.tuple(row), probabilities);
          return probabilities;
        });
  }

  /** The library's p is sigmoid(2 · (b + Σ)), so leaves and b are doubled. */
  private static TreeModel twoClasses(
      GradientTreeBoost model, ClassCodes codes, int features, double shrinkage, Frames frames) {
    return ClassScores.ofTwo(
        codes,
        trees(model.trees()[0], features, 2 * shrinkage, frames),
        2 * Loss.logistic(codes.codes()).intercept(null));
  }

  private static TreeModel manyClasses(
      GradientTreeBoost model, ClassCodes codes, int features, double shrinkage, Frames frames) {
    List<List<DecisionTree>> trees = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      trees.add(trees(model.trees()[i], features, shrinkage, frames));
    }
    return ClassScores.ofMany(codes, trees);
  }

  static List<DecisionTree> trees(
      RegressionTree[] trees, int features, double factor, Frames frames) {
    List<DecisionTree> exported = new ArrayList<>();
    for (RegressionTree tree : trees) {
      exported.add(
          new TreeExport(tree.root(), features, frames)
              .withLeaves(leaf -> factor * ((RegressionNode) leaf).output()));
    }
    return exported;
  }
}
