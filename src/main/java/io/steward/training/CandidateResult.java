package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.charter.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one candidate. Numbers that do not exist because the candidate is not usable are 0.
 *
 * @param hyperparameters those that the final model was fitted with: the number of trees is the one
 *     that cross-validation chose, where it chose one
 * @param seed as it was planned
 * @param usable whether it may be selected
 * @param reason why it is not usable; null if it is
 * @param metric the charter's primary metric
 * @param score the mean of {@code foldScores}; of a candidate that was stopped early, of those
 *     there are
 * @param standardError the standard deviation of the fold scores over the root of their number
 * @param foldScores one a fold that could be scored, of the calibrated probabilities
 * @param validationCurve how well it does with fewer trees, fewest first; empty where the number
 *     was not chosen
 * @param calibration what was chosen by cross-validation and is part of the model
 * @param threshold the probability from which the positive class is answered; 0.5 where the task is
 *     not binary
 * @param weights what each member of an ensemble counts, by its id: 0 to 1, 1 in all; 0 for those
 *     that were left out. Empty if it is no ensemble
 * @param outOfFold the digest of its {@link OutOfFold}; null if not usable
 * @param onnx the digest of {@code model.onnx}; null if not usable
 * @param parityError the greatest difference between ONNX and the training library's own model over
 *     all rows checked; of values relative to their size where that is above 1
 * @param trainMillis wall time of everything that was done for the candidate
 * @param rowMicros median wall time of scoring one row with ONNX, in microseconds
 */
public record CandidateResult(
    String id,
    String algorithm,
    Map<String, Double> hyperparameters,
    long seed,
    boolean usable,
    @Nullable String reason,
    Metric metric,
    double score,
    double standardError,
    List<Double> foldScores,
    List<ValidationPoint> validationCurve,
    Calibration calibration,
    double threshold,
    Map<String, Double> weights,
    @Nullable Digest outOfFold,
    @Nullable Digest onnx,
    int onnxBytes,
    double parityError,
    long trainMillis,
    double rowMicros) {

  public CandidateResult {
    hyperparameters = Map.copyOf(hyperparameters);
    foldScores = List.copyOf(foldScores);
    validationCurve = List.copyOf(validationCurve);
    weights = Map.copyOf(weights);
  }

  /** A candidate that cannot be used, and why. */
  public static CandidateResult unusable(
      Candidate candidate, Metric metric, String reason, long trainMillis) {
    return dropped(
        candidate,
        metric,
        new Race.Dropped(reason, new CrossValidation.Score(List.of(), 0, 0, 0.5)),
        trainMillis);
  }

  /** A candidate that was stopped early, and how well it did until then. */
  static CandidateResult dropped(
      Candidate candidate, Metric metric, Race.Dropped dropped, long trainMillis) {
    return new CandidateResult(
        candidate.id(),
        candidate.algorithm(),
        candidate.hyperparameters(),
        candidate.seed(),
        false,
        dropped.reason(),
        metric,
        dropped.score().mean(),
        dropped.score().standardError(),
        dropped.score().foldScores(),
        List.of(),
        Calibration.NONE,
        0.5,
        Map.of(),
        null,
        null,
        0,
        0,
        trainMillis,
        0);
  }

  /** The ids of the members of an ensemble, ascending; empty if it is none. */
  public List<String> members() {
    return weights.keySet().stream().sorted().toList();
  }
}
