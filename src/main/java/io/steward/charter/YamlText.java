package io.steward.charter;

import java.util.Locale;

/** Writes people's words into YAML so that they cannot be taken for anything else. */
final class YamlText {
  private static final int LONGEST_COMMENT = 60;

  private YamlText() {}

  /** As a text in double quotes, whatever it holds. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || (c >= 0x7f && !Character.isLetterOrDigit(c))) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** For use in a comment, which ends with the line. */
  static String commented(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", " ").strip();
    return printable.length() > LONGEST_COMMENT
        ? printable.substring(0, LONGEST_COMMENT) + "…"
        : printable;
  }
}
