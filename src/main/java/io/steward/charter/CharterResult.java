package io.steward.charter;

import io.steward.artifact.Digest;
import java.util.List;

/** What reading a charter gives. */
public sealed interface CharterResult {

  /**
   * The charter is complete and makes sense.
   *
   * @param digest the digest of the charter's canonical JSON: what the sign-off binds. It does not
   *     depend on comments, the order of keys, or whether a default was written out
   */
  record Valid(Charter charter, Digest digest) implements CharterResult {}

  /**
   * The charter cannot be used.
   *
   * @param faults all faults, in the order of the text as far as possible; never empty
   */
  record Faulty(List<CharterFault> faults) implements CharterResult {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
