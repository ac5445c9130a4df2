package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.bundle.SignatureVerifier;
import io.steward.bundle.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A signature over the digest of a part of the ledger. The text that is signed says which kind of
 * part it is, so that a signature of one kind cannot be used for another.
 *
 * @param key the digest of the public key
 * @param signature Ed25519, in Base64
 */
record LedgerSeal(Digest key, String signature) {
  /** What can be sealed. */
  enum Kind {
    ENTRY,
    CHECKPOINT,
    ANCHOR
  }

  static LedgerSeal of(Kind kind, Digest content, SigningKey key) {
    return new LedgerSeal(
        key.verifier().keyId(),
        Base64.getEncoder().encodeToString(key.sign(message(kind, content))));
  }

  boolean holds(Kind kind, Digest content, SignatureVerifier verifier) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return verifier.verify(message(kind, content), bytes);
  }

  private static byte[] message(Kind kind, Digest content) {
    return ("steward-ledger " + kind + " " + content).getBytes(StandardCharsets.UTF_8);
  }
}
