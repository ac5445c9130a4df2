package io.steward.training;

import io.steward.bundle.Calibrator;
import java.util.List;

/**
 * What cross-validation says of a model, calibration included.
 *
 * @param score of the calibrated predictions
 * @param calibrators of the final model, one an output; empty if it is not calibrated
 * @param raw the predictions before calibration
 */
record Assessment(
    CrossValidation.Score score,
    Calibration calibration,
    List<Calibrator> calibrators,
    OutOfFold raw) {

  /** Chooses the calibration for these predictions and scores the outcome, both cross-fitted. */
  static Assessment of(
      Calibrators calibrators, Scoring scoring, OutOfFold raw, List<String> skipped) {
    Calibration calibration = calibrators.choose(raw);
    return new Assessment(
        scoring.score(calibrators.crossFitted(calibration, raw), skipped),
        calibration,
        calibrators.fit(calibration, raw),
        raw);
  }
}
