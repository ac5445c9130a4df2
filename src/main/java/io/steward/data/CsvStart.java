package io.steward.data;

/** What the first bytes of a CSV file tell. */
final class CsvStart {
  private static final byte[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 200;

  private CsvStart() {}

  static boolean hasByteOrderMark(byte[] start) {
    return startsWith(start, 0xEF, 0xBB, 0xBF);
  }

  /** Refuses what is plainly no CSV file in UTF-8. */
  static void check(byte[] start, String name) {
    if (start.length == (hasByteOrderMark(start) ? 3 : 0)) {
      throw new UnusableDataException(
          "empty-file", name + " is empty. Export it again, with a first line of column names.");
    }
    if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
      throw new UnusableDataException(
          "wrong-encoding",
          name
              + " is in UTF-16 (seen in line 1), not UTF-8. Save it again as \"CSV UTF-8\", or"
              + " convert it, for example with: iconv -f UTF-16 -t UTF-8 FILE > NEW.csv");
    }
    String format =
        startsWith(start, 'P', 'K', 3, 4)
            ? "a ZIP or Excel file"
            : startsWith(start, 0x1F, 0x8B)
                ? "a gzip file"
                : startsWith(start, 'P', 'A', 'R', '1') ? "a Parquet file" : "";
    if (!format.isEmpty()) {
      throw new UnusableDataException(
          "not-csv", name + " is " + format + ", not a CSV file. Export or unpack it as CSV.");
    }
  }

  /**
   * The delimiter that cuts the first rows into the same number of fields; of several the one that
   * gives most fields; where none does, the one that is most frequent in the first row. Comma where
   * nothing speaks for another.
   */
  static byte delimiter(byte[] sample) {
    byte best = DELIMITERS[0];
    long bestScore = 1;
    for (byte candidate : DELIMITERS) {
      long score = score(sample, candidate);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  /** The number of fields in the first row, a million more if all rows of the sample have it. */
  private static long score(byte[] sample, byte delimiter) {
    boolean quoted = false;
    int fields = 1;
    int firstRow = 0;
    int rows = 0;
    boolean blank = true;
    for (int i = 0; i < sample.length && rows < SAMPLE_ROWS; i++) {
      byte b = sample[i];
      if (b == '"') {
        quoted = !quoted;
      }
      if (!quoted && b == delimiter) {
        fields++;
      }
      boolean rowEnd = !quoted && (b == '\n' || b == '\r');
      if (rowEnd && !blank) {
        if (rows > 0 && fields != firstRow) {
          return firstRow;
        }
        firstRow = fields;
        rows++;
      }
      if (rowEnd) {
        fields = 1;
      }
      blank = rowEnd;
    }
    int found = rows == 0 ? fields : firstRow;
    return found > 1 ? found + 1_000_000L : found;
  }

  private static boolean startsWith(byte[] start, int... prefix) {
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
