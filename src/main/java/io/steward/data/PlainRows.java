package io.steward.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes rows of texts as the engine's import reads them: quotes only where they belong. */
final class PlainRows {
  private static final byte QUOTE = '"';

  private final byte delimiter;
  private final ByteRun row = new ByteRun();
  private final ByteRun field = new ByteRun();
  private int longestRow;

  PlainRows(byte delimiter) {
    this.delimiter = delimiter;
  }

  void write(@Nullable String[] texts, OutputStream out) throws IOException {
    row.clear();
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        row.add(delimiter);
      }
      String text = texts[i];
      if (text != null) {
        add(text);
      }
    }
    row.add((byte) '\n');
    longestRow = Math.max(longestRow, row.size());
    row.writeTo(out);
  }

  int longestRow() {
    return longestRow;
  }

  private void add(String text) {
    field.clear();
    boolean quotes = false;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      quotes |= b == delimiter || b == QUOTE || b == '\n' || b == '\r';
      field.add(b);
    }
    if (quotes) {
      row.addQuoted(field, QUOTE);
    } else {
      row.add(field);
    }
  }
}
