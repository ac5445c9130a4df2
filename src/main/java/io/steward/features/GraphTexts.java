package io.steward.features;

import java.util.OptionalInt;

/**
 * Which texts a model's graph can carry. The Java binding of onnxruntime hands strings over in
 * "modified UTF-8", in which characters beyond U+FFFF and U+0000 are other bytes than in the file:
 * they never equal anything the graph holds.
 */
public final class GraphTexts {
  private GraphTexts() {}

  /** The first character (as a code point) that cannot be carried, if there is one. */
  public static OptionalInt unsuited(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) || text.charAt(i) == 0) {
        return OptionalInt.of(text.codePointAt(i));
      }
    }
    return OptionalInt.empty();
  }
}
