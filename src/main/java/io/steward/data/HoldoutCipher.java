package io.steward.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals files with AES-256-GCM, a part at a time, so that memory does not grow with the file.
 *
 * <p>A sealed file is a line that names the format, 32 bytes of salt, and parts of {@value
 * #PART_BYTES} bytes (the last may be shorter, or empty), each followed by its tag. The salt is the
 * HMAC-SHA-256 of the content, so that the same content is sealed to the same bytes when a step is
 * repeated. Each file has a key of its own, the HMAC-SHA-256 of the salt: so no two contents share
 * a key, and a part's nonce is its number with a mark for the last one. A part that is missing,
 * moved or added is found, as is a file that ends early; the construction is STREAM by V. T. Hoang,
 * R. Reyhanitabar, P. Rogaway and D. Vizár, Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance, 2015.
 */
final class HoldoutCipher {
  private static final byte[] FORMAT = "steward-holdout-2\n".getBytes(StandardCharsets.US_ASCII);
  private static final int PART_BYTES = 1 << 20;
  private static final int SALT_BYTES = 32;
  private static final int TAG_BYTES = 16;

  private final SecretKeySpec keySecret;
  private final SecretKeySpec saltSecret;

  /**
   * @param keySecret 32 bytes that the keys of the files are derived from
   * @param saltSecret 32 bytes that their salts are derived from
   */
  HoldoutCipher(byte[] keySecret, byte[] saltSecret) {
    this.keySecret = new SecretKeySpec(keySecret, "HmacSHA256");
    this.saltSecret = new SecretKeySpec(saltSecret, "HmacSHA256");
  }

  /** Encrypts a file into another one; the same content gives the same bytes. */
  void seal(Path content, Path sealed) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(content));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(sealed))) {
      byte[] salt = salt(content);
      out.write(FORMAT);
      out.write(salt);
      SecretKeySpec key = key(salt);
      byte[] part = in.readNBytes(PART_BYTES);
      for (int number = 0; ; number++) {
        byte[] next = in.readNBytes(PART_BYTES);
        boolean last = next.length == 0;
        out.write(cipher(Cipher.ENCRYPT_MODE, key, number, last).doFinal(part));
        if (last) {
          return;
        }
        part = next;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot encrypt with AES-GCM.", e);
    }
  }

  /**
   * Decrypts a file into another one, of which nothing is left if it fails.
   *
   * @throws DataException if it was sealed with another key, changed, or never sealed
   */
  void open(Path sealed, Path content) throws IOException {
    boolean done = false;
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(sealed)));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(content))) {
      if (!Arrays.equals(in.readNBytes(FORMAT.length), FORMAT)) {
        throw damaged(
            "This is not a sealed holdout, or one of another version: split again.", null);
      }
      byte[] salt = new byte[SALT_BYTES];
      in.readFully(salt);
      SecretKeySpec key = key(salt);
      byte[] part = in.readNBytes(PART_BYTES + TAG_BYTES);
      for (int number = 0; ; number++) {
        byte[] next = in.readNBytes(PART_BYTES + TAG_BYTES);
        boolean last = next.length == 0;
        out.write(cipher(Cipher.DECRYPT_MODE, key, number, last).doFinal(part));
        if (last) {
          break;
        }
        part = next;
      }
      done = true;
    } catch (GeneralSecurityException | EOFException e) {
      throw damaged(
          "The sealed holdout cannot be opened: it was changed, or sealed with another key. Give"
              + " the key that was in use when the data was split, or split again.",
          e);
    } finally {
      if (!done) {
        DuckDbInstance.deleteQuietly(content);
      }
    }
  }

  private byte[] salt(Path content) throws IOException, GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(saltSecret);
    try (InputStream in = Files.newInputStream(content)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        mac.update(buffer, 0, read);
      }
    }
    return mac.doFinal();
  }

  private SecretKeySpec key(byte[] salt) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(keySecret);
    return new SecretKeySpec(mac.doFinal(salt), "AES");
  }

  private static Cipher cipher(int mode, SecretKeySpec key, int number, boolean last)
      throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(12).putInt(number).put((byte) (last ? 1 : 0)).array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(FORMAT);
    return cipher;
  }

  private static DataException damaged(String message, @Nullable Throwable cause) {
    return new DataException("holdout-damaged", message, cause);
  }
}
