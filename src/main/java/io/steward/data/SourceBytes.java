package io.steward.data;

import io.steward.charter.DataSource.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A source's bytes as they came, which can be read unpacked, any number of times.
 *
 * @param file a file that nobody else changes
 * @param name how messages call it
 */
record SourceBytes(Path file, String name, Compression compression, SourceLimits limits) {

  /** Tells from the first bytes how the file is packed, unless that is said. */
  static SourceBytes of(Path file, String name, @Nullable Compression said, SourceLimits limits) {
    byte[] start = head(file, name, 2);
    boolean gzip = start.length == 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B;
    if (said == Compression.GZIP && !gzip) {
      throw new UnusableDataException(
          "not-gzip",
          name
              + " is not packed with gzip, but the charter says so. Remove source.compression, or"
              + " name another file.");
    }
    // What is said to be not packed but is would only be read as a damaged table.
    if (said == Compression.NONE && gzip) {
      throw new UnusableDataException(
          "is-gzip",
          name
              + " is packed with gzip, but the charter says it is not. Remove source.compression,"
              + " or unpack the file.");
    }
    return new SourceBytes(file, name, gzip ? Compression.GZIP : Compression.NONE, limits);
  }

  /** The unpacked bytes from the beginning, buffered. */
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (compression == Compression.NONE) {
      return in;
    }
    try {
      long packed = Files.size(file);
      return new BufferedInputStream(
          new Unpacking(new GZIPInputStream(in, 1 << 16), packed), 1 << 16);
    } catch (IOException e) {
      in.close();
      throw damaged(name);
    }
  }

  /** The first unpacked bytes. */
  byte[] head(int count) {
    try (InputStream in = open()) {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** A source that cannot be read although it is there. */
  static UnusableDataException unreadable(String name, IOException e) {
    return new UnusableDataException(
        "file-unreadable", name + " cannot be read: " + e.getMessage() + ".");
  }

  private static byte[] head(Path file, String name, int count) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static UnusableDataException damaged(String name) {
    return new UnusableDataException(
        "gzip-damaged",
        name + " is a damaged or cut-off gzip file. Copy it again, or pack it again.");
  }

  /** Counts what comes out, and stops where a small file becomes too much. */
  private final class Unpacking extends InputStream {
    private final InputStream in;
    private final long packed;
    private long unpacked;

    Unpacking(InputStream in, long packed) {
      this.in = in;
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(target, offset, length);
      } catch (java.util.zip.ZipException | java.io.EOFException e) {
        throw damaged(name);
      }
      unpacked += Math.max(0, count);
      long allowed =
          Math.min(
              limits.unpackedBytes(), Math.max(SourceLimits.FREE_BYTES, packed * limits.packing()));
      if (unpacked > allowed) {
        throw new UnusableDataException(
            "gzip-bomb",
            name
                + " has "
                + packed
                + " bytes and unpacks to more than "
                + allowed
                + ", which is more than is allowed ("
                + limits.packing()
                + " times, at most "
                + SourceLimits.size(limits.unpackedBytes())
                + "). If it is sound, hand it in unpacked or have"
                + " steward.sources.limits raised.");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
