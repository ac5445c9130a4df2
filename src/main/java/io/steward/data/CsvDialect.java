package io.steward.data;

import java.util.List;

/**
 * How a CSV file was read. Everything here was detected, said by the charter, or is a fixed rule of
 * Steward; it is kept in the snapshot's manifest so that nothing about the reading is a guess
 * afterwards.
 *
 * @param delimiter what stands between two fields: comma, semicolon, tab or vertical bar
 * @param quote what may stand around a field; a quote inside is doubled
 * @param encoding the character set, checked byte by byte
 * @param byteOrderMark whether the file began with one
 * @param lineEnd {@code LF}, {@code CRLF}, {@code CR} or {@code mixed}
 * @param header whether the first line holds the column names; always true
 * @param missingEverywhere fields (after trimming) that count as missing in every column: the empty
 *     field
 * @param missingInNumbers fields (after trimming) that count as missing in a column in which
 *     everything else is a number; in a text column they are texts
 * @param said which of these the charter said, by its keys; the others were detected
 */
public record CsvDialect(
    String delimiter,
    String quote,
    String encoding,
    boolean byteOrderMark,
    String lineEnd,
    boolean header,
    List<String> missingEverywhere,
    List<String> missingInNumbers,
    List<String> said) {
  /** Words that stand for a missing number. */
  static final List<String> MISSING_NUMBERS =
      List.of("NA", "N/A", "NaN", "nan", "NULL", "null", "?");

  public CsvDialect {
    missingEverywhere = List.copyOf(missingEverywhere);
    missingInNumbers = List.copyOf(missingInNumbers);
    said = List.copyOf(said);
  }

  /** What was detected and what was said, for people. */
  String sentence() {
    return (byteOrderMark ? encoding + " with a byte-order mark" : encoding)
        + ", delimiter "
        + (delimiter.equals("\t") ? "tab" : delimiter)
        + ", quote "
        + quote
        + ", line ends "
        + lineEnd
        + (said.isEmpty() ? "" : "; said by the charter: " + String.join(", ", said));
  }
}
