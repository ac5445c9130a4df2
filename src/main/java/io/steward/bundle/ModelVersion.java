package io.steward.bundle;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import java.time.Instant;

/**
 * A registered model. Never changed once written.
 *
 * @param version the number from 1, without gaps
 * @param bundle the digest of the bundle's manifest
 * @param run the run that made it
 */
public record ModelVersion(
    String name, int version, Digest bundle, RunId run, Instant registeredAt) {

  /** The reference by number. */
  public ModelRef ref() {
    return ModelRef.version(name, version);
  }
}
