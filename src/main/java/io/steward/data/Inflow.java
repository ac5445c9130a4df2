package io.steward.data;

import io.steward.artifact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is written and digested at once, and that stops where the source is too large. */
final class Inflow extends OutputStream {
  private final DigestOutputStream out;
  private final String source;
  private final long most;
  private long bytes;

  /**
   * @param source how messages call the source
   * @param most the most bytes that are taken
   */
  Inflow(Path file, String source, long most) throws IOException {
    this.out = new DigestOutputStream(Files.newOutputStream(file), sha256());
    this.source = source;
    this.most = most;
  }

  void takeAll(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      write(buffer, 0, count);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    bytes += length;
    if (bytes > most) {
      throw tooLarge(source, most);
    }
    out.write(content, offset, length);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  long bytes() {
    return bytes;
  }

  /** The digest of what was written; call it once, at the end. */
  Digest digest() {
    return new Digest(HexFormat.of().formatHex(out.getMessageDigest().digest()));
  }

  static UnusableDataException tooLarge(String source, long most) {
    return new UnusableDataException(
        "source-too-large",
        source
            + " is larger than the "
            + SourceLimits.size(most)
            + " that are taken. Take a part of it, pack it with gzip, or have"
            + " steward.sources.limits.bytes raised.");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM has no SHA-256, which every JVM must have.", e);
    }
  }
}
