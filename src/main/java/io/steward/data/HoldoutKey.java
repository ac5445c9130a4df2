package io.steward.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that seals holdouts: 32 random bytes, kept as 64 hex digits in a file that only its
 * owner may read. It is given to the steps that split and that evaluate, to nobody else.
 *
 * <p>From the secret two others are derived, see {@link HoldoutCipher}.
 */
public final class HoldoutKey {
  private final HoldoutCipher cipher;

  private HoldoutKey(byte[] secret) {
    cipher =
        new HoldoutCipher(
            hmac(secret, "steward holdout cipher"), hmac(secret, "steward holdout salt"));
  }

  /**
   * Reads the key file.
   *
   * @throws DataException if it is missing or not 64 hex digits
   */
  public static HoldoutKey load(Path file) {
    try {
      return new HoldoutKey(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (NoSuchFileException e) {
      throw fault("There is no holdout key at " + file + ". Give the path of the key file.", e);
    } catch (IOException e) {
      throw fault("The holdout key " + file + " cannot be read: " + e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      // The cause would show the file's content, so it is left out.
      throw fault("The holdout key " + file + " is not 64 hex digits. Restore the file.", null);
    }
  }

  /** Reads the key file, or makes it with a new key, readable by its owner only. */
  public static HoldoutKey loadOrCreate(Path file) {
    if (!Files.exists(file)) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      create(file, HexFormat.of().formatHex(secret));
    }
    return load(file);
  }

  private static void create(Path file, String hex) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Set<OpenOption> once = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out =
          java.nio.channels.Channels.newOutputStream(Files.newByteChannel(part, once, ownerOnly))) {
        out.write((hex + "\n").getBytes(StandardCharsets.US_ASCII));
      }
      // Linked, not moved: a key that another process made meanwhile is never replaced.
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      // Made by another process meanwhile: that one counts.
      return;
    } catch (IOException e) {
      throw fault("The holdout key " + file + " cannot be made: " + e.getMessage() + ".", e);
    } finally {
      DuckDbInstance.deleteQuietly(part);
    }
  }

  /** What seals and opens files with this key. */
  HoldoutCipher cipher() {
    return cipher;
  }

  private static byte[] hmac(byte[] secret, String purpose) {
    if (secret.length != 32) {
      throw new IllegalArgumentException("A holdout key has 32 bytes.");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This JVM has no HMAC-SHA-256, which every JVM must have.", e);
    }
  }

  private static DataException fault(
      String message, @org.jspecify.annotations.Nullable Throwable cause) {
    return new DataException("holdout-key", message, cause);
  }

  @Override
  public String toString() {
    return "HoldoutKey[hidden]";
  }
}
