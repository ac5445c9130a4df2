package io.steward.training.algorithm;

import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import io.steward.training.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import smile.data.DataFrame;
import smile.model.cart.Loss;
import smile.regression.GradientTreeBoost;

/**
 * Gradient boosting for values, least squares. Hyperparameters as for {@link BoostingClassifier}.
 */
public final class BoostingRegressor extends OnOwnThreads {

  public BoostingRegressor() {
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
        BoostingOptions.grow(seed, () -> GradientTreeBoost.fit(Frames.formula(), frame, settings));
    return export(model, data, options.shrinkage());
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
