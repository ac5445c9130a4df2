package io.steward.training;

import io.steward.bundle.PortableModel;
import io.steward.bundle.TreeModel;
import io.steward.charter.Metric;
import io.steward.training.algorithm.Algorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Chooses how many of the planned trees a boosting keeps: its predictions after some of them are
 * scored on each fold, and the smallest number is taken whose mean is within a twentieth of a
 * standard error of the best.
 *
 * @param counts the numbers of rounds that are tried, ascending; empty where there is no choice
 * @param treesARound how many trees of an output a round has
 */
record Stages(int[] counts, int treesARound) {
  private static final int[] PERCENT = {3, 6, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100};
  private static final double NEGLIGIBLE = 0.05;
  private static final String TREES = "trees";

  /** Of what has no stages. */
  static final Stages NONE = new Stages(new int[0], 1);

  /** The stages of an algorithm with these hyperparameters. */
  static Stages of(Algorithm algorithm, Map<String, Double> hyperparameters) {
    int planned = algorithm.boostingRounds(hyperparameters).orElse(0);
    return new Stages(
        IntStream.of(PERCENT)
            .map(percent -> Math.ceilDiv(planned * percent, 100))
            .filter(count -> count > 0)
            .distinct()
            .toArray(),
        algorithm.treesARound(hyperparameters));
  }

  /** The outputs of a fitted model for one row, one array a stage; one in all without stages. */
  double[][] predict(PortableModel model, double[] features) {
    if (counts.length == 0) {
      return new double[][] {model.predict(features)};
    }
    if (model instanceof TreeModel trees) {
      int[] grown = IntStream.of(counts).map(count -> count * treesARound).toArray();
      return trees.predictStaged(features, grown);
    }
    throw new IllegalStateException("Only sums of trees have stages.");
  }

  /**
   * @param index of the chosen stage
   * @param curve empty where there was no choice
   */
  record Choice(int index, List<ValidationPoint> curve) {}

  Choice choose(
      Metric metric,
      Scoring scoring,
      CrossValidation.Predictions predictions,
      Cancellation cancellation) {
    if (counts.length == 0) {
      return new Choice(0, List.of());
    }
    List<CrossValidation.Score> scores = new ArrayList<>();
    for (OutOfFold stage : predictions.stages()) {
      cancellation.check();
      scores.add(scoring.quick(stage, predictions.skipped()));
    }
    List<ValidationPoint> curve = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < counts.length; i++) {
      CrossValidation.Score score = scores.get(i);
      curve.add(new ValidationPoint(counts[i], score.mean(), score.standardError()));
      if (gain(metric, scores.get(best), score) > 0) {
        best = i;
      }
    }
    CrossValidation.Score leader = scores.get(best);
    int chosen = 0;
    while (gain(metric, scores.get(chosen), leader) > NEGLIGIBLE * leader.standardError()) {
      chosen++;
    }
    return new Choice(chosen, curve);
  }

  private static double gain(Metric metric, CrossValidation.Score from, CrossValidation.Score to) {
    return metric.higherIsBetter() ? to.mean() - from.mean() : from.mean() - to.mean();
  }

  /** The hyperparameters that the final model is fitted with. */
  Map<String, Double> used(Map<String, Double> planned, Choice choice) {
    if (counts.length == 0) {
      return planned;
    }
    Map<String, Double> used = new TreeMap<>(planned);
    used.put(TREES, (double) counts[choice.index()]);
    return used;
  }
}
