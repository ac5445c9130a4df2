package io.steward.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON lines: one flat object a line, whose keys are the columns. Twice: once to learn the
 * keys and what they hold, once to write the rows on as texts.
 */
final class JsonLinesScanner {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final byte DELIMITER = ',';

  private final SourceBytes source;
  private final SourceLimits limits;
  private final JsonKeys keys;
  private long line;
  private long rows;

  private JsonLinesScanner(SourceBytes source) {
    this.source = source;
    this.limits = source.limits();
    this.keys = new JsonKeys(source.name());
  }

  /** What is done with each value; null for JSON's null. */
  @FunctionalInterface
  private interface Value {
    void take(String key, JsonToken token, @Nullable String text);
  }

  /** What is done after each object. */
  @FunctionalInterface
  private interface RowEnd {
    void write() throws IOException;
  }

  /** Checks a file and writes its rows on as CSV with commas. */
  static TextRows scan(SourceBytes source, Path rows) {
    JsonLinesScanner scanner = new JsonLinesScanner(source);
    try {
      scanner.read(scanner::learn, () -> {});
      if (scanner.rows == 0) {
        throw new UnusableDataException(
            "no-rows",
            source.name() + " holds no objects (0 rows). Export it again with its data.");
      }
      List<String> names =
          ColumnNameRules.checkedKeys(scanner.keys.names(), source.name(), source.limits());
      return scanner.write(names, rows);
    } catch (IOException e) {
      throw SourceBytes.unreadable(source.name(), e);
    }
  }

  private void learn(String key, JsonToken token, @Nullable String text) {
    keys.note(key, token, line);
    if (keys.names().size() > limits.columns()) {
      // Says what is wrong with so many.
      ColumnNameRules.checkedKeys(keys.names(), source.name(), limits);
    }
  }

  private TextRows write(List<String> names, Path rows) throws IOException {
    @Nullable String[] row = new String[names.size()];
    PlainRows plain = new PlainRows(DELIMITER);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows), 1 << 16)) {
      read(
          (key, _, text) -> row[keys.place(key)] = text,
          () -> {
            plain.write(row, out);
            Arrays.fill(row, null);
          });
    }
    return new TextRows(names, keys.hints(), this.rows, plain.longestRow());
  }

  private void read(Value value, RowEnd end) throws IOException {
    line = 0;
    rows = 0;
    try (InputStream in = source.open()) {
      in.mark(4);
      byte[] mark = in.readNBytes(3);
      if (!SourceFormat.startsWith(mark, 0xEF, 0xBB, 0xBF)) {
        in.reset();
      }
      LineReader lines = new LineReader(in, limits.rowBytes());
      while (lines.next()) {
        line++;
        if (lines.tooLong()) {
          throw fault(
              "row-too-long",
              "is longer than " + SourceLimits.size(limits.rowBytes()),
              "Write one object a line; or shorten it, or have steward.sources.limits.row raised");
        }
        if (!lines.blank()) {
          object(lines, value);
          rows++;
          if (rows > limits.rows()) {
            throw fault(
                "too-many-rows",
                "is beyond the " + limits.rows() + " rows that are taken",
                "Take a part of them, or have steward.sources.limits.rows raised");
          }
          end.write();
        }
      }
    }
  }

  private void object(LineReader lines, Value value) throws IOException {
    try (JsonParser json = JSON.createParser(lines.bytes(), 0, lines.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw fault(
            "not-an-object",
            json.currentToken() == JsonToken.START_ARRAY ? "holds a list" : "holds a single value",
            "Write one object a line, like {\"a\": 1, \"b\": \"x\"}");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        JsonToken token = json.nextToken();
        value(key, token, json, value);
      }
      if (json.nextToken() != null) {
        throw fault("not-an-object", "holds more than one object", "Write one object a line");
      }
    } catch (JsonProcessingException e) {
      throw fault(
          "bad-json",
          "is not JSON (" + firstLine(e.getOriginalMessage()) + ")",
          "Correct it, or export the data again in UTF-8 as one object a line");
    }
  }

  private void value(String key, JsonToken token, JsonParser json, Value value) throws IOException {
    if (token == null || token.isStructStart()) {
      throw fault(
          "nested-value",
          "has "
              + (token == JsonToken.START_ARRAY ? "a list" : "an object")
              + " under the key '"
              + key
              + "'",
          "Only numbers, texts, true, false and null are taken: give each part a key of its own,"
              + " or leave it out");
    }
    String text = token == JsonToken.VALUE_NULL ? null : json.getText();
    if (text != null && text.indexOf('\0') >= 0) {
      throw fault("nul-byte", "has a NUL character under the key '" + key + "'", "Remove it");
    }
    value.take(key, token, text);
  }

  private UnusableDataException fault(String code, String what, String advice) {
    return new UnusableDataException(
        code, "Line " + line + " of " + source.name() + " " + what + ". " + advice + ".");
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no detail" : message.lines().findFirst().orElse("no detail");
  }
}
