package io.steward.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.UUID;

/**
 * An Ed25519 key (RFC 8032) that signs bundles and ledger checkpoints. The private key lies in a
 * PKCS#8 PEM file that only its owner can read; the public key in a PEM file beside it. Safe for
 * use by many threads.
 */
public final class SigningKey {
  private static final byte[] PROBE = "steward".getBytes(StandardCharsets.US_ASCII);

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A new key that lies in no file. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no Ed25519, which every JVM must have.", e);
    }
  }

  /**
   * Loads the key, or makes and writes one if neither file is there.
   *
   * @param privatePem for example {@code signing-key.pem}; written with mode 0600
   * @param publicPem for example {@code signing-key.pub.pem}
   * @throws BundleException if a file cannot be read or written, or the two do not belong together
   */
  public static SigningKey loadOrCreate(Path privatePem, Path publicPem) {
    if (!Files.exists(privatePem) && !Files.exists(publicPem)) {
      SigningKey created = generate();
      created.save(privatePem, publicPem);
    }
    return load(privatePem, publicPem);
  }

  /**
   * Loads the key from its two files.
   *
   * @throws BundleException if one cannot be read, or the two do not belong together
   */
  public static SigningKey load(Path privatePem, Path publicPem) {
    refuseIfOpenToOthers(privatePem);
    try {
      byte[] privateKey =
          Pem.decode(
              Files.readString(privatePem, StandardCharsets.US_ASCII),
              "PRIVATE KEY",
              privatePem.toString());
      byte[] publicKey =
          Pem.decode(
              Files.readString(publicPem, StandardCharsets.US_ASCII),
              "PUBLIC KEY",
              publicPem.toString());
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      SigningKey key =
          new SigningKey(
              keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
              keys.generatePublic(new java.security.spec.X509EncodedKeySpec(publicKey)));
      if (!key.verifier().verify(PROBE, key.sign(PROBE))) {
        throw new BundleException(
            "The signing key "
                + privatePem
                + " and the public key "
                + publicPem
                + " do not belong together. Restore the pair, or remove both to make a new one.");
      }
      return key;
    } catch (IOException e) {
      throw new BundleException(
          "Cannot read the signing key " + privatePem + " and " + publicPem + ": " + e, e);
    } catch (GeneralSecurityException e) {
      throw new BundleException(privatePem + " is not an Ed25519 private key.", e);
    }
  }

  /** Writes both files; the private one with mode 0600 from its first byte on. */
  public void save(Path privatePem, Path publicPem) {
    try {
      writeAtomically(publicPem, Pem.encode("PUBLIC KEY", publicKey.getEncoded()), false);
      writeAtomically(privatePem, Pem.encode("PRIVATE KEY", privateKey.getEncoded()), true);
    } catch (IOException e) {
      throw new BundleException("Cannot write the signing key " + privatePem + ": " + e, e);
    }
  }

  /** The signature over these bytes: 64 bytes, the same for the same bytes. */
  public byte[] sign(byte[] content) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(privateKey);
      ed25519.update(content);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign with this Ed25519 key: " + e.getMessage(), e);
    }
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /** Checks what this key signs. */
  public SignatureVerifier verifier() {
    return new SignatureVerifier(publicKey);
  }

  /** Shows the public part only. */
  @Override
  public String toString() {
    return "SigningKey[" + verifier().keyId() + "]";
  }

  static boolean isEd25519(Key key) {
    return key instanceof EdECKey edec
        && edec.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
  }

  private static void refuseIfOpenToOthers(Path file) {
    try {
      if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
        return;
      }
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      if (!mode.endsWith("------")) {
        throw new BundleException(
            "The signing key "
                + file
                + " can be read or written by others ("
                + mode
                + "). Run: chmod 600 "
                + file);
      }
    } catch (IOException e) {
      throw new BundleException(
          "Cannot read the signing key " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static void writeAtomically(Path file, String text, boolean secret) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
    try {
      if (secret && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(fresh);
      }
      Files.writeString(fresh, text, StandardCharsets.US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
