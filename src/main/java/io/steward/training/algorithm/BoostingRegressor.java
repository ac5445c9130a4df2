package io.steward.training.algorithm;

import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import smile.data.DataFrame;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.regression.GradientTreeBoost;

/**
 * Gradient boosting for values, least squares. Hyperparameters as for {@link BoostingClassifier}.
 */
public final class BoostingRegressor implements Algorithm {

  @Override
  public OptionalInt boostingRounds(Map<String, Double> hyperparameters) {
    return OptionalInt.of(BoostingOptions.of(hyperparameters).trees());
  }

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    BoostingOptions options = BoostingOptions.of(hyperparameters);
    return FitThreads.run(
        threads,
        cancellation,
        () -> {
          DataFrame frame = Frames.withValues(data);
          GradientTreeBoost.Options settings =
              new GradientTreeBoost.Options(
                  Loss.ls(),
                  options.trees(),
                  options.maxDepth(),
                  options.maxLeaves(),
                  options.minLeaf(),
                  options.shrinkage(),
                  options.sample(),
                  null,
                  new PollingController<>(cancellation));
          GradientTreeBoost model =
              SplitBins.HUNDRED.during(
                  cancellation,
                  () -> {
                    // The rows of each tree are drawn on this thread, and only there.
                    MathEx.setSeed(TreeSeeds.of(seed, 1)[0]);
                    return GradientTreeBoost.fit(Frames.formula(), frame, settings);
                  });
          return export(model, data, options.shrinkage());
        },
        () -> {});
  }

  private static FittedModel export(GradientTreeBoost model, TrainingData data, double shrinkage) {
    Frames frames = new Frames(data.features());
    // The model keeps its start value to itself; the loss computes the same from the same targets.
    double base = Loss.ls().intercept(data.y().clone());
    return new FittedModel(
        new TreeModel(
            List.of(BoostingClassifier.trees(model.trees(), data.features(), shrinkage, frames)),
            new double[] {base},
            Link.IDENTITY),
        row -> new double[] {model.predict(frames.tuple(row))});
  }
}
