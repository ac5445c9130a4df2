package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;

/**
 * Why the sealed holdout is opened.
 *
 * @param model the digest of the model that is looked at
 * @param purpose what for, for example {@code evaluation}
 * @param basis the digest of all that the look depends on; equal for what belongs together
 */
public record HoldoutOpening(RunId run, Digest model, String purpose, Digest basis) {}
