package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.charter.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one candidate. Numbers that do not exist because the candidate is not usable are 0.
 *
 * @param usable whether it may be selected
 * @param reason why it is not usable; null if it is
 * @param metric the charter's primary metric
 * @param score the mean of {@code foldScores}
 * @param standardError the standard deviation of the fold scores over the root of their number
 * @param foldScores one a fold that could be scored
 * @param threshold the probability from which the positive class is answered; 0.5 where the task is
 *     not binary
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
    boolean usable,
    @Nullable String reason,
    Metric metric,
    double score,
    double standardError,
    List<Double> foldScores,
    double threshold,
    @Nullable Digest onnx,
    int onnxBytes,
    double parityError,
    long trainMillis,
    double rowMicros) {

  public CandidateResult {
    hyperparameters = Map.copyOf(hyperparameters);
    foldScores = List.copyOf(foldScores);
  }

  /** A candidate that cannot be used, and why. */
  public static CandidateResult unusable(
      Candidate candidate, Metric metric, String reason, long trainMillis) {
    return new CandidateResult(
        candidate.id(),
        candidate.algorithm(),
        candidate.hyperparameters(),
        false,
        reason,
        metric,
        0,
        0,
        List.of(),
        0.5,
        null,
        0,
        0,
        trainMillis,
        0);
  }
}
