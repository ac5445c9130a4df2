package io.steward.bundle;

import io.steward.artifact.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** Checks Ed25519 signatures (RFC 8032) with a public key. Safe for use by many threads. */
public final class SignatureVerifier {
  private final PublicKey key;

  public SignatureVerifier(PublicKey key) {
    if (!SigningKey.isEd25519(key)) {
      throw new IllegalArgumentException(
          "The public key is an " + key.getAlgorithm() + " key; an Ed25519 key is needed.");
    }
    this.key = key;
  }

  /**
   * Reads a public key from a PEM file ({@code -----BEGIN PUBLIC KEY-----}).
   *
   * @throws BundleException if the file cannot be read or holds something else
   */
  public static SignatureVerifier load(Path pem) {
    try {
      return parse(Files.readString(pem, StandardCharsets.US_ASCII), pem.toString());
    } catch (IOException e) {
      throw new BundleException(
          "Cannot read the public key "
              + pem
              + ": "
              + e.getMessage()
              + ". Name the file that was written beside the signing key.",
          e);
    }
  }

  /**
   * Reads a public key from PEM text.
   *
   * @param where where the text is from, for the message
   */
  public static SignatureVerifier parse(String pem, String where) {
    try {
      byte[] encoded = Pem.decode(pem, "PUBLIC KEY", where);
      return new SignatureVerifier(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new BundleException(where + " is not an Ed25519 public key.", e);
    }
  }

  /** Whether {@code signature} was made over {@code content} by the owner of the key. */
  public boolean verify(byte[] content, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(content);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong form is not a valid one; there is nothing else to tell.
      return false;
    }
  }

  /** The digest of the encoded key: the name by which signatures say who made them. */
  public Digest keyId() {
    return Digest.of(key.getEncoded());
  }

  /** The key as PEM text. */
  public String toPem() {
    return Pem.encode("PUBLIC KEY", key.getEncoded());
  }
}
