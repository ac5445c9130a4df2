package io.steward.data;

import io.steward.charter.DataSource.Compression;
import io.steward.charter.DataSource.Format;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells how a source is written. */
final class SourceFormat {
  private static final int HEAD = 4096;
  private static final Pattern PACKED = Pattern.compile("\\.(gz|gzip)$");
  private static final Pattern JSON_OBJECT = Pattern.compile("(?s)\\uFEFF?\\s*\\{\\s*(\".*|\\}.*)");

  private SourceFormat() {}

  /**
   * What the charter says; else what the bytes show beyond doubt; else what the name says; else
   * CSV.
   */
  static Format of(SourceBytes source, @Nullable Format said) {
    byte[] head = source.head(HEAD);
    boolean parquet = startsWith(head, 'P', 'A', 'R', '1');
    if (said == Format.PARQUET || (said == null && parquet)) {
      return parquet(source, parquet);
    }
    Format named = named(source.name());
    if (said == null && named == Format.PARQUET) {
      return parquet(source, false);
    }
    refuse(head, source.name());
    if (said != null) {
      return said;
    }
    if (named != null) {
      return named;
    }
    String text = new String(head, StandardCharsets.UTF_8);
    return JSON_OBJECT.matcher(text).matches() ? Format.JSONL : Format.CSV;
  }

  private static Format parquet(SourceBytes source, boolean parquet) {
    if (!parquet) {
      throw new UnusableDataException(
          "not-parquet",
          source.name()
              + " is not a Parquet file: it does not begin with PAR1. Write it again, or say"
              + " source.format in the charter.");
    }
    if (source.compression() != Compression.NONE) {
      throw new UnusableDataException(
          "packed-parquet",
          source.name()
              + " is a Parquet file packed with gzip. Parquet packs its columns itself: unpack it.");
    }
    return Format.PARQUET;
  }

  private static @Nullable Format named(String name) {
    String plain = PACKED.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
      case "csv" -> Format.CSV;
      case "tsv", "tab" -> Format.TSV;
      case "jsonl", "ndjson", "json" -> Format.JSONL;
      case "parquet", "pq" -> Format.PARQUET;
      default -> null;
    };
  }

  /** What is plainly nothing that can be read, whatever is said of it. */
  private static void refuse(byte[] head, String name) {
    String what =
        startsWith(head, 'P', 'K', 3, 4)
            ? "a ZIP or Excel file"
            : startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)
                ? "an old Excel file"
                : startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)
                    ? "packed with zstd"
                    : startsWith(head, 'B', 'Z', 'h')
                        ? "packed with bzip2"
                        : startsWith(head, 'P', 'A', 'R', '1') ? "a Parquet file" : "";
    if (!what.isEmpty()) {
      throw new UnusableDataException(
          "not-csv",
          name
              + " is "
              + what
              + ", not text. Export or unpack it as CSV, JSON lines or Parquet (gzip is taken), and"
              + " let source.format in the charter say the same.");
    }
  }

  static boolean startsWith(byte[] start, int... prefix) {
    if (start.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((start[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
