package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;

/**
 * Everything that is approved when a model is approved, by digest. The digest of the dossier is
 * what an approval binds: if anything in it changes, the approval does not hold any more.
 *
 * @param charter the charter that was signed off (canonical form)
 * @param model the ONNX graph
 * @param modelCard Markdown, generated from the evidence
 */
public record Dossier(
    RunId run,
    Digest charter,
    Digest snapshot,
    Digest split,
    Digest recipe,
    Digest plan,
    Digest model,
    Digest evaluation,
    Digest fairness,
    Digest segments,
    Digest robustness,
    Digest explanation,
    Digest comparison,
    String algorithm,
    String riskTier,
    String modelCard) {}
