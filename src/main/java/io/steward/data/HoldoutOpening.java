package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;

/**
 * Why the sealed holdout is opened.
 *
 * @param model the digest of the model that is to be evaluated
 * @param purpose the step that opens it, for example {@code evaluate-holdout}
 */
public record HoldoutOpening(RunId run, Digest model, String purpose) {}
