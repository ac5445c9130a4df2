package io.steward.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes; unlike the JDK's stream it takes no lock for each of them. */
final class ByteRun {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  void add(byte b) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = b;
  }

  void add(ByteRun other) {
    while (bytes.length < size + other.size) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  /** Adds another run between quotes, each quote in it doubled. */
  void addQuoted(ByteRun other, byte quote) {
    add(quote);
    for (int i = 0; i < other.size; i++) {
      if (other.bytes[i] == quote) {
        add(quote);
      }
      add(other.bytes[i]);
    }
    add(quote);
  }

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  String text() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
