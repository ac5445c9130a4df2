package io.steward.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a CSV file byte by byte, once, and says with line numbers what is wrong with it, which the
 * engine would say less clearly or not at all. The rows are written on in a plain form that every
 * engine reads alike: no header, no byte-order mark, no blank lines, one kind of line end, and
 * quotes only where they belong.
 */
final class CsvScanner {
  /** The most bytes one row may have; more is nearly always a quote that is never closed. */
  static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  private static final int SAMPLE_BYTES = 256 * 1024;
  private static final byte QUOTE = '"';
  private static final List<String> MISSING_EVERYWHERE = List.of("");
  private static final List<String> MISSING_IN_NUMBERS =
      List.of("NA", "N/A", "NaN", "nan", "NULL", "null", "?");

  private final String name;
  private final byte delimiter;
  private final CsvRecord record;
  private final Utf8Check utf8;
  private long line = 1;
  private boolean crlf;
  private boolean lf;
  private boolean cr;

  private CsvScanner(String name, byte delimiter, OutputStream out) {
    this.name = name;
    this.delimiter = delimiter;
    this.record = new CsvRecord(name, delimiter, out);
    this.utf8 = new Utf8Check(name);
  }

  /**
   * Checks a file and writes its rows on.
   *
   * @param name how messages call the file
   * @throws UnusableDataException with one message that lists the faults
   */
  static CsvScan scan(Path file, String name, Path rows) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows), 1 << 16)) {
      in.mark(SAMPLE_BYTES + 1);
      byte[] sample = in.readNBytes(SAMPLE_BYTES);
      in.reset();
      CsvStart.check(sample, name);
      boolean mark = CsvStart.hasByteOrderMark(sample);
      if (mark) {
        in.skipNBytes(3);
      }
      byte[] start = mark ? Arrays.copyOfRange(sample, 3, sample.length) : sample;
      byte delimiter = CsvStart.delimiter(start);
      CsvScanner scanner = new CsvScanner(name, delimiter, out);
      scanner.read(in);
      scanner.record.finish();
      return new CsvScan(scanner.dialect(mark), scanner.record.names(), scanner.record.rows());
    } catch (IOException e) {
      throw new UnusableDataException(
          "file-unreadable", name + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private CsvDialect dialect(boolean mark) {
    int kinds = (crlf ? 1 : 0) + (lf ? 1 : 0) + (cr ? 1 : 0);
    String lineEnd = kinds > 1 ? "mixed" : crlf ? "CRLF" : cr ? "CR" : "LF";
    return new CsvDialect(
        String.valueOf((char) delimiter),
        String.valueOf((char) QUOTE),
        "UTF-8",
        mark,
        lineEnd,
        true,
        MISSING_EVERYWHERE,
        MISSING_IN_NUMBERS);
  }

  private void read(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    boolean afterCr = false;
    int count;
    while ((count = in.read(buffer)) > 0) {
      for (int i = 0; i < count; i++) {
        byte b = buffer[i];
        if (b < 0 || utf8.expectsMore()) {
          utf8.accept(b, line);
        } else if (b == 0) {
          throw nul();
        }
        if (afterCr) {
          afterCr = false;
          if (b == '\n') {
            crlf = true;
            continue;
          }
          cr = true;
        }
        afterCr = accept(b);
      }
    }
    cr |= afterCr;
    utf8.finish(line);
    record.endOfFile(line);
  }

  /** Takes one byte; true if it was a carriage return that ended a row. */
  private boolean accept(byte b) throws IOException {
    if (record.inQuotes()) {
      record.quoted(b, line);
      if (b == '\n') {
        line++;
      }
      return false;
    }
    if (b == '\n' || b == '\r') {
      record.endRow(line);
      line++;
      lf |= b == '\n';
      return b == '\r';
    }
    if (b == delimiter) {
      record.endField();
    } else if (b == QUOTE) {
      record.quote(line);
    } else {
      record.plain(b, line);
    }
    return false;
  }

  private UnusableDataException nul() {
    return new UnusableDataException(
        "nul-byte",
        name
            + " holds a NUL byte in line "
            + line
            + ": it is not a text file, or it is damaged. Export it again as CSV in UTF-8.");
  }
}
