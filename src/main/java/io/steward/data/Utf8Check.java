package io.steward.data;

import java.util.Locale;

/** Checks bytes for well-formed UTF-8 (Unicode 17, table 3-7) as they come. */
final class Utf8Check {
  private final String name;
  private int expected;
  private int lowest;
  private int highest;

  Utf8Check(String name) {
    this.name = name;
  }

  /** Whether the bytes so far end in the middle of a character. */
  boolean expectsMore() {
    return expected > 0;
  }

  /** Takes a byte that is not ASCII or follows one that is not. */
  void accept(byte raw, long line) {
    int b = raw & 0xFF;
    if (expected > 0) {
      if (b < lowest || b > highest) {
        throw fault(b, line);
      }
      expected--;
      lowest = 0x80;
      highest = 0xBF;
      return;
    }
    lowest = 0x80;
    highest = 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      expected = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      expected = 2;
      lowest = b == 0xE0 ? 0xA0 : 0x80;
      highest = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      expected = 3;
      lowest = b == 0xF0 ? 0x90 : 0x80;
      highest = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      throw fault(b, line);
    }
  }

  /** The file has ended. */
  void finish(long line) {
    if (expected > 0) {
      throw new UnusableDataException(
          "wrong-encoding",
          name
              + " ends in the middle of a character in line "
              + line
              + ": it was cut off. "
              + "Export or copy it again.");
    }
  }

  private UnusableDataException fault(int b, long line) {
    return new UnusableDataException(
        "wrong-encoding",
        String.format(
            Locale.ROOT,
            "%s is not in UTF-8: line %d holds the byte 0x%02X where none may stand. It is probably"
                + " in Windows-1252 (Latin-1). Say so in the charter (source.csv.encoding:"
                + " windows-1252), or convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8"
                + " FILE > NEW.csv",
            name,
            line,
            b));
  }
}
