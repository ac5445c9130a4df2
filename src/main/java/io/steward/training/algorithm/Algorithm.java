package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A way to learn. Stateless and safe for use by many threads. The same data, hyperparameters and
 * seed give the same portable model, bit for bit, however many threads are used.
 */
public sealed interface Algorithm
    permits ElasticNet,
        LogisticRegressionAlgorithm,
        Mlp,
        NaiveBayes,
        OnOwnThreads,
        RidgeRegression {

  /**
   * Learns.
   *
   * @param hyperparameters those that the algorithm documents; one that is missing takes its
   *     default
   * @param threads how many threads may be used, at least 1
   * @throws UnsuitableDataException if the algorithm cannot learn from this data
   * @throws io.steward.training.TrainingCancelledException soon after cancellation was requested
   */
  FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation);

  /**
   * How many trees are grown one after the other, each on what the ones before left over, so that
   * the first of them are to the bit what a fit with fewer {@code trees} gives; empty where it is
   * not so.
   */
  default OptionalInt boostingRounds(Map<String, Double> hyperparameters) {
    return OptionalInt.empty();
  }

  /** How many trees a boosting grows in each of its rounds, for each output; 1 or more. */
  default int treesARound(Map<String, Double> hyperparameters) {
    return 1;
  }
}
