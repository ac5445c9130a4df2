package io.steward.bundle;

import io.steward.artifact.Digest;

/**
 * The detached signature of a bundle, a document at {@code bundles/<hex>.sig}.
 *
 * @param algorithm always {@code Ed25519}
 * @param key the digest of the public key that checks it
 * @param signature 64 bytes over the manifest's canonical JSON; base64 in JSON
 */
record BundleSignature(String algorithm, Digest key, byte[] signature) {
  static final String ALGORITHM = "Ed25519";

  static BundleSignature of(byte[] manifest, SigningKey key) {
    return new BundleSignature(ALGORITHM, key.verifier().keyId(), key.sign(manifest));
  }

  static String documentKey(Digest bundle) {
    return "bundles/" + bundle.hex() + ".sig";
  }
}
