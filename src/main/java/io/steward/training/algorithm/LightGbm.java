package io.steward.training.algorithm;

import io.steward.bundle.Link;
import io.steward.bundle.PortableModel;
import io.steward.bundle.TreeModel;
import io.steward.charter.Charter.Task;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Gradient boosting by LightGBM (Ke et al., 2017), for classes and values: many times faster than
 * the training library's own on large tables. Hyperparameters: {@code trees} (a class, default
 * 200); {@code max-leaves} (default 15); {@code min-leaf} rows (default 20); {@code shrinkage}
 * (default 0.05); {@code sample}, the share of rows a tree sees (default 0.8); {@code
 * feature-sample}, the share of features a tree sees (default 0.8); {@code lambda}, the L2 penalty
 * on leaf values (default 1); {@code bags}, how many models of different seeds are averaged
 * (default 1); {@code positive-weight}. As {@link #extraTrees} it boosts trees with random splits.
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
  public int treesARound(Map<String, Double> hyperparameters) {
    return LightGbmOptions.of(hyperparameters, extraTrees).bags();
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
    LightGbmBag bag =
        bag(data, target, weights, options, new Objective("regression", 1), seed, cancellation);
    return new FittedModel(
        new TreeModel(bag.trees(), new double[1], Link.IDENTITY), bag.predictions(Link.IDENTITY));
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
    Objective objective =
        two
            ? new Objective("binary", 1)
            : new Objective("multiclass num_class=" + codes.size(), codes.size());
    LightGbmBag bag = bag(data, target, weights, options, objective, seed, cancellation);
    PortableModel portable =
        two
            ? ClassScores.ofTwo(codes, bag.trees().getFirst(), 0)
            : ClassScores.ofMany(codes, bag.trees());
    UnaryOperator<double[]> library = bag.predictions(two ? Link.SIGMOID : Link.SOFTMAX);
    return codes.fitted(
        portable,
        row -> {
          double[] outputs = library.apply(row);
          return two ? new double[] {1 - outputs[0], outputs[0]} : outputs;
        });
  }

  /**
   * @param written as the library names it, with what belongs to it
   * @param outputs scores a row
   */
  private record Objective(String written, int outputs) {}

  private static LightGbmBag bag(
      TrainingData data,
      float[] target,
      double[] weights,
      LightGbmOptions options,
      Objective objective,
      long seed,
      Cancellation cancellation) {
    List<String> models = new ArrayList<>();
    for (int bag = 0; bag < options.bags(); bag++) {
      models.add(
          LightGbmBooster.learn(
              data,
              target,
              weights,
              options.trees(),
              options.parameters(objective.written(), seed + bag),
              cancellation));
    }
    return new LightGbmBag(models, objective.outputs());
  }
}
