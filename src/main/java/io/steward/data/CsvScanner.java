package io.steward.data;

import io.steward.charter.DataSource.CsvForm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file byte by byte, once, and says with line numbers what is wrong with it, which the
 * engine would say less clearly or not at all. The rows are written on in a plain form that every
 * engine reads alike: no header, no byte-order mark, no blank lines, one kind of line end, and
 * quotes only where they belong.
 */
final class CsvScanner {
  private static final int SAMPLE_BYTES = 256 * 1024;

  private final String name;
  private final byte delimiter;
  private final byte quote;
  private final CsvRecord record;
  private final Utf8Check utf8;
  private long line = 1;
  private boolean crlf;
  private boolean lf;
  private boolean cr;

  private CsvScanner(
      String name, byte delimiter, byte quote, SourceLimits limits, OutputStream out) {
    this.name = name;
    this.delimiter = delimiter;
    this.quote = quote;
    this.record = new CsvRecord(name, delimiter, quote, limits, out);
    this.utf8 = new Utf8Check(name);
  }

  /**
   * Checks a file and writes its rows on, in UTF-8, between the delimiters of the file and with
   * double quotation marks.
   *
   * @param form what the charter says of the file
   * @param between the delimiter if it is known; null to detect it
   * @throws UnusableDataException with one message that lists the faults
   */
  static CsvScan scan(SourceBytes source, CsvForm form, @Nullable String between, Path rows) {
    String name = source.name();
    try (InputStream in = source.open();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows), 1 << 16)) {
      in.mark(8);
      CsvStart.Encoding encoding = CsvStart.encoding(in.readNBytes(4), form, name);
      in.reset();
      in.skipNBytes(encoding.markBytes());
      InputStream text =
          encoding.utf8()
              ? in
              : new BufferedInputStream(new TextDecoding(in, encoding.charset(), name), 1 << 16);
      text.mark(SAMPLE_BYTES + 1);
      byte[] sample = text.readNBytes(SAMPLE_BYTES);
      text.reset();
      CsvStart.requireContent(sample, name);
      byte[] known = between == null ? null : ascii(between);
      byte quote = form.quote() == null ? CsvStart.quote(sample, known) : ascii(form.quote())[0];
      byte delimiter = known == null ? CsvStart.delimiter(sample, quote) : known[0];
      CsvScanner scanner = new CsvScanner(name, delimiter, quote, source.limits(), out);
      scanner.read(text);
      return new CsvScan(scanner.dialect(encoding, form), scanner.record.finish());
    } catch (IOException e) {
      throw SourceBytes.unreadable(name, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private CsvDialect dialect(CsvStart.Encoding encoding, CsvForm form) {
    int kinds = (crlf ? 1 : 0) + (lf ? 1 : 0) + (cr ? 1 : 0);
    String lineEnd = kinds > 1 ? "mixed" : crlf ? "CRLF" : cr ? "CR" : "LF";
    List<String> said = new ArrayList<>();
    note(said, "delimiter", form.delimiter());
    note(said, "quote", form.quote());
    note(said, "encoding", form.encoding());
    note(said, "decimal", form.decimal());
    note(said, "dates", form.dates());
    return new CsvDialect(
        String.valueOf((char) delimiter),
        String.valueOf((char) quote),
        encoding.charset().name(),
        encoding.markBytes() > 0,
        lineEnd,
        true,
        List.of(""),
        CsvDialect.MISSING_NUMBERS,
        said);
  }

  private static void note(List<String> said, String key, @Nullable Object value) {
    if (value != null) {
      said.add(key);
    }
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
    } else if (b == quote) {
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
            + ": it is no text, it is damaged, or it is in UTF-16 without a mark that says so."
            + " Export it again as CSV in UTF-8, or say source.csv.encoding in the charter.");
  }
}
