package io.steward.platform;

import io.steward.platform.internal.PrivateFiles;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of one installation: files with mode 0600 in {@code <data>/secrets}, made at the
 * first start.
 *
 * @param folder where they are
 * @param storeAccessKey of the object store
 * @param storeSecretKey of the object store
 * @param servingAdminToken the model server's bearer token for loading models
 */
public record Secrets(
    Path folder, String storeAccessKey, String storeSecretKey, String servingAdminToken) {

  /** Reads the secrets and makes those that are missing. */
  public static Secrets in(Path data) {
    Path folder = data.resolve("secrets");
    PrivateFiles.folder(folder);
    SecureRandom random = new SecureRandom();
    // The holdout's AES-256 key is only for the evaluation: it is made here and never read here.
    PrivateFiles.readOrCreate(folder.resolve("holdout.key"), () -> hex(random, 32));
    return new Secrets(
        folder,
        PrivateFiles.readOrCreate(
            folder.resolve("store-access-key"), () -> "steward-" + hex(random, 6)),
        PrivateFiles.readOrCreate(folder.resolve("store-secret-key"), () -> hex(random, 20)),
        PrivateFiles.readOrCreate(folder.resolve("serving-admin-token"), () -> hex(random, 24)));
  }

  /** The private key that bundles and the ledger are signed with; made by the application. */
  public Path signingKey() {
    return folder.resolve("signing-key.pem");
  }

  /** Its public half. */
  public Path publicKey() {
    return folder.resolve("signing-key.pub.pem");
  }

  /** The key that holdouts are sealed with: 64 hex digits. */
  public Path holdoutKey() {
    return folder.resolve("holdout.key");
  }

  /** Without the secrets, so that a log line cannot give them away. */
  @Override
  public String toString() {
    return "Secrets[" + folder + "]";
  }

  private static String hex(SecureRandom random, int length) {
    return HexFormat.of().formatHex(bytes(random, length));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
