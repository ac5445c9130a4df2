package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is approved when a model is approved, by digest. The digest of the dossier is
 * what an approval binds: if anything in it changes, the approval does not hold any more.
 *
 * @param charter the charter that was signed off (canonical form)
 * @param dataCheck what was found when the data were held against charter and contract
 * @param learnability null if it could not be tried
 * @param bias null if it could not be tried
 * @param dropped which columns were dropped in the review of the data; null if none
 * @param model the ONNX graph
 * @param report the evaluation's report as people read it; null in dossiers of versions without one
 * @param modelCard Markdown, generated from the evidence
 */
public record Dossier(
    RunId run,
    Digest charter,
    Digest snapshot,
    Digest dataCheck,
    @Nullable Digest learnability,
    @Nullable Digest bias,
    @Nullable Digest dropped,
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
    @Nullable Digest report,
    String algorithm,
    String riskTier,
    String modelCard) {}
