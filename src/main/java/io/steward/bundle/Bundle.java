package io.steward.bundle;

import io.steward.artifact.Digest;
import io.steward.schema.ColumnSchema;
import java.util.HashSet;

/**
 * A bundle whose signature and parts were found good.
 *
 * @param digest the digest of the manifest, which names the bundle
 * @param onnx the bytes of {@code model.onnx}
 */
public record Bundle(Digest digest, BundleManifest manifest, byte[] onnx) {

  /**
   * Opens the model for scoring; close it after use.
   *
   * @throws BundleException if the model cannot be opened, or reads or answers with something else
   *     than the manifest says
   */
  public OnnxScorer scorer() {
    OnnxScorer scorer = new OnnxScorer(onnx);
    boolean sameInputs =
        new HashSet<ColumnSchema>(scorer.inputs()).equals(new HashSet<>(manifest.inputs()));
    if (!sameInputs || scorer.classes() != manifest.classes().size()) {
      scorer.close();
      throw new BundleException(
          "Bundle "
              + digest
              + " is refused: its manifest and its model.onnx differ in inputs or classes.");
    }
    return scorer;
  }
}
