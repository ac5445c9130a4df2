package io.steward.data;

import static io.steward.data.SourceFormat.startsWith;

import io.steward.charter.DataSource.CsvForm;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a CSV file tell. */
final class CsvStart {
  private static final byte[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 200;

  private CsvStart() {}

  /**
   * The character set of a file.
   *
   * @param markBytes the length of the byte-order mark, or 0
   */
  record Encoding(Charset charset, int markBytes) {
    boolean utf8() {
      return charset.equals(StandardCharsets.UTF_8);
    }
  }

  /**
   * What the byte-order mark says; without one what the charter says, else UTF-8. Nothing is
   * guessed from the bytes: whether they are what they are said to be is checked as they are read.
   */
  static Encoding encoding(byte[] start, CsvForm form, String name) {
    Encoding marked =
        startsWith(start, 0xEF, 0xBB, 0xBF)
            ? new Encoding(StandardCharsets.UTF_8, 3)
            : startsWith(start, 0xFF, 0xFE)
                ? new Encoding(StandardCharsets.UTF_16LE, 2)
                : startsWith(start, 0xFE, 0xFF) ? new Encoding(StandardCharsets.UTF_16BE, 2) : null;
    String said = form.encoding();
    if (said == null) {
      return marked == null ? new Encoding(StandardCharsets.UTF_8, 0) : marked;
    }
    Charset charset = Charset.forName(said);
    if (marked != null && !marked.charset().equals(charset)) {
      throw new UnusableDataException(
          "wrong-encoding",
          name
              + " begins with the mark of "
              + marked.charset().name()
              + ", but the charter says "
              + said
              + ". Remove source.csv.encoding from the charter.");
    }
    return marked == null ? new Encoding(charset, 0) : marked;
  }

  static void requireContent(byte[] text, String name) {
    if (text.length == 0) {
      throw new UnusableDataException(
          "empty-file", name + " is empty. Export it again, with a first line of column names.");
    }
  }

  /**
   * The quotation mark: the single one only if every field of the first row stands between two of
   * them, else the double one.
   */
  static byte quote(byte[] sample, byte @Nullable [] delimiters) {
    byte[] between = delimiters == null ? DELIMITERS : delimiters;
    int end = 0;
    while (end < sample.length && sample[end] != '\n' && sample[end] != '\r') {
      end++;
    }
    for (byte delimiter : between) {
      String[] fields =
          new String(sample, 0, end, StandardCharsets.ISO_8859_1)
              .split(java.util.regex.Pattern.quote(String.valueOf((char) delimiter)), -1);
      boolean all = fields.length > 1;
      for (String field : fields) {
        all &= field.length() > 2 && field.startsWith("'") && field.endsWith("'");
      }
      if (all) {
        return '\'';
      }
    }
    return '"';
  }

  /**
   * The delimiter that cuts the first rows into the same number of fields; of several the one that
   * gives most fields; where none does, the one that is most frequent in the first row. Comma where
   * nothing speaks for another.
   */
  static byte delimiter(byte[] sample, byte quote) {
    byte best = DELIMITERS[0];
    long bestScore = 1;
    for (byte candidate : DELIMITERS) {
      long score = score(sample, candidate, quote);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  /** The number of fields in the first row, a million more if all rows of the sample have it. */
  private static long score(byte[] sample, byte delimiter, byte quote) {
    boolean quoted = false;
    int fields = 1;
    int firstRow = 0;
    int rows = 0;
    boolean blank = true;
    for (int i = 0; i < sample.length && rows < SAMPLE_ROWS; i++) {
      byte b = sample[i];
      if (b == quote) {
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
}
