package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;

/** What the algorithms of the training libraries share: they learn on {@link FitThreads}. */
abstract sealed class OnOwnThreads implements Algorithm
    permits AdaBoostClassifier,
        BoostingClassifier,
        BoostingRegressor,
        ForestClassifier,
        ForestRegressor,
        LightGbm,
        SupportVectorMachine,
        TreeClassifier,
        TreeRegressor {
  private final int mostThreads;

  /**
   * @param mostThreads more are not used even if they are allowed
   */
  OnOwnThreads(int mostThreads) {
    this.mostThreads = mostThreads;
  }

  @Override
  public final FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    return FitThreads.run(
        Math.min(threads, mostThreads),
        cancellation,
        () -> learn(data, hyperparameters, seed, cancellation));
  }

  /** Learns; called on a thread of a pool that no other fit shares. */
  abstract FittedModel learn(
      TrainingData data, Map<String, Double> hyperparameters, long seed, Cancellation cancellation);
}
