package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import java.util.Map;

/**
 * What every step that looks at the holdout is given.
 *
 * @param charterDigest the charter that was signed off
 * @param splitDigest which rows are the holdout
 * @param modelDigest the model's ONNX graph
 * @param selectionDigest the selection that chose the model
 */
public record EvaluationRequest(
    RunId runId,
    Digest charterDigest,
    Digest snapshotDigest,
    Digest splitDigest,
    Digest modelDigest,
    Digest selectionDigest) {

  /** What the result of an evaluation depends on. */
  Map<String, Object> inputs() {
    return Map.of(
        "charter",
        charterDigest,
        "snapshot",
        snapshotDigest,
        "split",
        splitDigest,
        "model",
        modelDigest,
        "selection",
        selectionDigest);
  }
}
