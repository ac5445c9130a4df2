package io.steward.training.algorithm;

import io.steward.bundle.Link;
import io.steward.bundle.PortableModel;
import io.steward.bundle.TreeModel;
import io.steward.charter.Charter.Task;
import io.steward.training.Cancellation;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Gradient boosting by LightGBM (Ke et al., 2017), for classes and values: many times faster than
 * the training library's own on large tables. Hyperparameters: {@code trees} (a class, default
 * 200); {@code max-leaves} (default 15); {@code min-leaf} rows (default 20); {@code shrinkage}
 * (default 0.05); {@code sample}, the share of rows a tree sees (default 0.8); {@code
 * feature-sample}, the share of features a tree sees (default 0.8); {@code lambda}, the L2 penalty
 * on leaf values (default 1); {@code positive-weight}. As {@link #extraTrees} it boosts trees with
 * random splits.
 *
 * <p>One thread whatever is allowed: the same bytes matter more, and cross-validation runs its
 * folds side by side. Targets are learnt from as floats, seven digits.
 */
public final class LightGbm extends OnOwnThreads {
  private final boolean extraTrees;

  private LightGbm(boolean extraTrees) {
    super(1);
    this.extraTrees = extraTrees;
  }

  /** Every split of a feature is tried. */
  static LightGbm boosting() {
    return new LightGbm(false);
  }

  /** One split of a feature is tried, drawn at random (Geurts et al., 2006). */
  static LightGbm extraTrees() {
    return new LightGbm(true);
  }

  @Override
  public OptionalInt boostingRounds(Map<String, Double> hyperparameters) {
    return OptionalInt.of(LightGbmOptions.of(hyperparameters, extraTrees).trees());
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    LightGbmOptions options = LightGbmOptions.of(hyperparameters, extraTrees);
    double[] weights = PositiveWeight.rows(hyperparameters, data);
    return data.task() == Task.REGRESSION
        ? values(data, options, weights, seed, cancellation)
        : classes(data, options, weights, seed, cancellation);
  }

  private static FittedModel values(
      TrainingData data,
      LightGbmOptions options,
      double[] weights,
      long seed,
      Cancellation cancellation) {
    float[] target = new float[data.rows()];
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) data.y()[i];
      if (!Float.isFinite(target[i])) {
        throw new UnsuitableDataException(
            "The target %s in row %d is too great for LightGBM, which counts in floats (up to 3e38)."
                .formatted(data.y()[i], i));
      }
    }
    String model =
        LightGbmBooster.learn(
            data,
            target,
            weights,
            options.trees(),
            options.parameters("regression", seed),
            cancellation);
    return new FittedModel(
        new TreeModel(LightGbmText.trees(model, 1), new double[1], Link.IDENTITY),
        new LightGbmPredictor(model, 1));
  }

  private static FittedModel classes(
      TrainingData data,
      LightGbmOptions options,
      double[] weights,
      long seed,
      Cancellation cancellation) {
    ClassCodes codes = ClassCodes.of(data);
    boolean two = codes.size() == 2;
    float[] target = new float[data.rows()];
    for (int i = 0; i < target.length; i++) {
      target[i] = codes.codes()[i];
    }
    String objective = two ? "binary" : "multiclass num_class=" + codes.size();
    String model =
        LightGbmBooster.learn(
            data,
            target,
            weights,
            options.trees(),
            options.parameters(objective, seed),
            cancellation);
    PortableModel portable =
        two
            ? ClassScores.ofTwo(codes, LightGbmText.trees(model, 1).getFirst(), 0)
            : ClassScores.ofMany(codes, LightGbmText.trees(model, codes.size()));
    UnaryOperator<double[]> library = new LightGbmPredictor(model, two ? 1 : codes.size());
    return codes.fitted(
        portable,
        row -> {
          double[] outputs = library.apply(row);
          return two ? new double[] {1 - outputs[0], outputs[0]} : outputs;
        });
  }
}
