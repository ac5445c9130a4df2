package io.steward.data;

import java.time.Duration;

/**
 * How much a source may bring. What is beyond is refused with a message before it can fill memory
 * or disk.
 *
 * @param bytes the most bytes of the source as it comes, packed or not
 * @param unpackedBytes the most bytes after unpacking
 * @param packing the most bytes that one packed byte may become; checked from {@link #FREE_BYTES}
 *     unpacked bytes on
 * @param rows the most rows
 * @param columns the most columns
 * @param rowBytes the most bytes of one row of CSV or JSON, at most 64 MB
 * @param time the most time that fetching may take
 */
public record SourceLimits(
    long bytes,
    long unpackedBytes,
    int packing,
    long rows,
    int columns,
    int rowBytes,
    Duration time) {
  /** So much may come out of a packed file whatever its size: small files pack extremely well. */
  static final long FREE_BYTES = 16L << 20;

  private static final int MOST_ROW_BYTES = 64 << 20;

  public SourceLimits {
    if (bytes < 1
        || unpackedBytes < 1
        || packing < 1
        || rows < 1
        || columns < 1
        || rowBytes < 1024
        || rowBytes > MOST_ROW_BYTES
        || time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Limits of sources must be positive, and of a row from 1 KB to 64 MB.");
    }
  }

  /** 4 GB, 20 GB unpacked, 200 times, 200 million rows, 2,000 columns, 4 MB a row, 15 minutes. */
  public static SourceLimits defaults() {
    return new SourceLimits(
        4L << 30, 20L << 30, 200, 200_000_000, 2000, 4 << 20, Duration.ofMinutes(15));
  }

  /** A number of bytes for people. */
  static String size(long bytes) {
    if (bytes >= 1L << 30 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + " GB";
    }
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MB";
    }
    return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KB" : bytes + " bytes";
  }
}
