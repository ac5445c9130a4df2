package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.bundle.SignatureVerifier;
import java.time.Instant;
import java.util.List;

/**
 * A signed statement of where the ledger stood, and which runs its newest stretch speaks of, so
 * that the head and the entries of a run are found without reading everything.
 *
 * @param from the stretch begins after this entry; 0 if it begins with the first
 * @param number the last entry of the stretch
 * @param hash the hash of that entry
 * @param runs the runs that entries of the stretch belong to, sorted
 */
record LedgerCheckpoint(long from, long number, Digest hash, List<RunId> runs, Instant at) {

  /** As it is stored. */
  record Sealed(LedgerCheckpoint checkpoint, LedgerSeal seal) {
    boolean holds(SignatureVerifier verifier) {
      return seal.holds(LedgerSeal.Kind.CHECKPOINT, checkpoint.digest(), verifier);
    }
  }

  Digest digest() {
    return Json.digest(this);
  }
}
