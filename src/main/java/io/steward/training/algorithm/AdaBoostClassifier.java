package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * AdaBoost for classes: SAMME of Zhu et al. (2009), each tree grown on rows drawn by weight. A
 * probability is the share of the weighted votes, so it orders rows well but is not calibrated.
 * Hyperparameters: {@code trees} (default 200); {@code max-depth} (default 4); {@code max-leaves}
 * (default 6); {@code min-leaf} rows (default 5).
 */
public final class AdaBoostClassifier extends OnOwnThreads {
  /** Draws in a row whose tree was no better than guessing, before it stops. */
  private static final int PATIENCE = 5;

  private static final double LEAST_ERROR = 1e-10;

  private record Options(int trees, TreeOptions tree) {
    static Options of(Map<String, Double> values) {
      Hyperparameters given = new Hyperparameters(values);
      return new Options(
          given.whole("trees", 200, 1),
          new TreeOptions(
              given.whole("max-depth", 4, 2),
              given.whole("max-leaves", 6, 2),
              given.whole("min-leaf", 5, 1)));
    }
  }

  private record Vote(GrownTree tree, double weight) {}

  public AdaBoostClassifier() {
    super(Integer.MAX_VALUE);
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    PositiveWeight.refuse(hyperparameters);
    Options options = Options.of(hyperparameters);
    ClassCodes codes = ClassCodes.of(data);
    return export(boost(data, codes, options, seed, cancellation), codes);
  }

  private static List<Vote> boost(
      TrainingData data, ClassCodes codes, Options options, long seed, Cancellation cancellation) {
    TreeGrower grower =
        new TreeGrower(
            BinnedFeatures.of(data),
            codes.targets(),
            options.tree(),
            data.features(),
            cancellation);
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[data.rows()];
    Arrays.fill(weights, 1.0 / weights.length);
    List<Vote> votes = new ArrayList<>();
    for (int failures = 0; votes.size() < options.trees() && failures < PATIENCE; ) {
      cancellation.check();
      GrownTree tree = grower.grow(Bootstrap.draw(weights, random), random);
      boolean[] wrong = new boolean[weights.length];
      double error = 0;
      for (int i = 0; i < wrong.length; i++) {
        wrong[i] = codes.likeliest(tree.leaf(data.x()[i])) != codes.codes()[i];
        error += wrong[i] ? weights[i] : 0;
      }
      if (error >= 1 - 1.0 / codes.size()) {
        failures++;
        continue;
      }
      failures = 0;
      Vote vote = new Vote(tree, weight(error, codes.size()));
      votes.add(vote);
      if (error <= LEAST_ERROR) {
        break; // Nothing is left to learn.
      }
      reweigh(weights, wrong, StrictMath.exp(vote.weight()));
    }
    if (votes.isEmpty()) {
      throw new UnsuitableDataException(
          "No tree was better than guessing. Try other features, or an algorithm that needs less.");
    }
    return votes;
  }

  private static double weight(double error, int classes) {
    double bounded = Math.max(error, LEAST_ERROR);
    return StrictMath.log((1 - bounded) / bounded) + StrictMath.log(classes - 1.0);
  }

  private static void reweigh(double[] weights, boolean[] wrong, double factor) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= wrong[i] ? factor : 1;
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  private static FittedModel export(List<Vote> votes, ClassCodes codes) {
    double all = votes.stream().mapToDouble(Vote::weight).sum();
    ClassTrees trees = new ClassTrees(codes);
    for (Vote vote : votes) {
      trees.add(vote.tree(), shares -> codes.one(codes.likeliest(shares), vote.weight() / all));
    }
    return trees.fitted();
  }
}
