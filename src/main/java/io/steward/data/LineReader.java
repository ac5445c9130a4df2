package io.steward.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file as bytes, without making an object of each. */
final class LineReader {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[1 << 12];
  private int length;
  private int from;
  private int to;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (true) {
      if (from == to) {
        to = in.read(buffer);
        from = 0;
        if (to < 0) {
          to = 0;
          return any;
        }
      }
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      append(end);
      boolean ended = end < to;
      from = ended ? end + 1 : end;
      if (ended || tooLong()) {
        return true;
      }
    }
  }

  /** Whether the line is longer than allowed; only its beginning is there then. */
  boolean tooLong() {
    return length > longest;
  }

  boolean blank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The bytes; only the first {@link #length} count. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  private void append(int end) {
    int count = end - from;
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
    }
    System.arraycopy(buffer, from, line, length, count);
    length += count;
  }
}
