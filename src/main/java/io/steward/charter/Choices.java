package io.steward.charter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Constants as they are written in a charter: lower case with hyphens. */
final class Choices {
  private Choices() {}

  /** The written form of a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a key that may be left out; null where it is, or where it is wrong. */
  static <E extends Enum<E>> @Nullable E optional(CharterFields fields, String key, E[] values) {
    String written = fields.optionalText(key);
    return written == null || written.isEmpty() ? null : of(fields, key, written, values);
  }

  /** The constant of a key that must be there; the stand-in where it is not, or is wrong. */
  static <E extends Enum<E>> E required(
      CharterFields fields, String key, E[] values, String example, E standIn) {
    String written = fields.text(key, example);
    E found = fields.has(key) && !written.isEmpty() ? of(fields, key, written, values) : null;
    return found == null ? standIn : found;
  }

  private static <E extends Enum<E>> @Nullable E of(
      CharterFields fields, String key, String written, E[] values) {
    List<String> words = Arrays.stream(values).map(Choices::word).toList();
    int index = words.indexOf(written);
    if (index < 0) {
      fields.fault(
          key,
          "'%s' is not one of %s.%s"
              .formatted(written, String.join(", ", words), Suggestion.of(written, words)));
      return null;
    }
    return values[index];
  }
}
