package io.steward.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Turns text of another character set into UTF-8 as it is read; nothing is ever replaced. */
final class TextDecoding extends InputStream {
  private final InputStream in;
  private final String name;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private final CharBuffer chars = CharBuffer.allocate(1 << 16);
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private boolean ended;
  private long line = 1;

  TextDecoding(InputStream in, Charset charset, String name) {
    this.in = in;
    this.name = name;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    return more() ? ready.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, ready.remaining());
    ready.get(target, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean more() throws IOException {
    while (!ready.hasRemaining()) {
      if (ended) {
        return false;
      }
      bytes.compact();
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (count > 0) {
        bytes.position(bytes.position() + count);
      }
      bytes.flip();
      ended = count < 0;
      chars.clear();
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (!result.isError() && ended) {
        result = decoder.flush(chars);
      }
      chars.flip();
      for (int i = 0; i < chars.length(); i++) {
        line += chars.charAt(i) == '\n' ? 1 : 0;
      }
      if (result.isError()) {
        throw fault();
      }
      // More characters than fit: what is left of the bytes comes with the next turn.
      ended &= !result.isOverflow();
      ready = StandardCharsets.UTF_8.encode(chars);
    }
    return true;
  }

  private UnusableDataException fault() {
    return new UnusableDataException(
        "wrong-encoding",
        name
            + " is not in "
            + decoder.charset().name()
            + ": line "
            + line
            + " holds bytes that stand for nothing there. Correct source.csv.encoding in the"
            + " charter, or save the file again in UTF-8.");
  }
}
