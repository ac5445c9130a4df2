package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.training.Candidate;
import io.steward.training.CandidateResult;
import io.steward.training.Member;

/** Trained candidates as further work takes them up. */
final class Members {
  private Members() {}

  /** A result with the candidate that would give it again, and what it said out of fold. */
  static Member read(ArtifactStore store, CandidateResult result) {
    Digest outOfFold = result.outOfFold();
    return new Member(
        new Candidate(result.id(), result.algorithm(), result.hyperparameters(), result.seed()),
        result,
        outOfFold == null ? new byte[0] : store.get(outOfFold));
  }
}
