package io.steward.training;

import io.steward.bundle.CalibratedModel;
import io.steward.bundle.Calibrator;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import java.util.List;
import java.util.Map;

/**
 * Fits final models: on all rows, calibrated. The one place where it is done, so that an ensemble's
 * member is to the bit the model that the candidate itself has.
 */
final class Fits {
  private final LearningTask task;
  private final TrainingData data;
  private final int threads;
  private final Cancellation cancellation;

  Fits(LearningTask task, TrainingData data, int threads, Cancellation cancellation) {
    this.task = task;
    this.data = data;
    this.threads = threads;
    this.cancellation = cancellation;
  }

  FittedModel fit(
      String algorithm,
      Map<String, Double> hyperparameters,
      long seed,
      List<Calibrator> calibrators) {
    return calibrated(
        Algorithms.of(algorithm, task.charter().task())
            .fit(data, hyperparameters, seed, threads, cancellation),
        calibrators);
  }

  /** A candidate's own model once more. */
  FittedModel refit(Member member, Calibrators calibrators) {
    CandidateResult result = member.result();
    return fit(
        result.algorithm(),
        result.hyperparameters(),
        member.candidate().seed(),
        calibrators.fit(result.calibration(), OutOfFold.read(member.outOfFold())));
  }

  /**
   * @param calibrators one an output; empty for none
   */
  static FittedModel calibrated(FittedModel model, List<Calibrator> calibrators) {
    return calibrators.isEmpty()
        ? model
        : new FittedModel(
            new CalibratedModel(model.portable(), calibrators),
            row -> CalibratedModel.calibrate(calibrators, model.library().apply(row)));
  }
}
