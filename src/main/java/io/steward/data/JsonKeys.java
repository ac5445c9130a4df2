package io.steward.data;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a JSON-lines file in the order in which they first appear, and what they hold. */
final class JsonKeys {
  private final String source;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Seen> seen = new ArrayList<>();

  JsonKeys(String source) {
    this.source = source;
  }

  private record Seen(String what, long line) {}

  /** Takes note of a value. */
  void note(String key, JsonToken token, long line) {
    Integer place = places.get(key);
    if (place == null) {
      place = names.size();
      places.put(key, place);
      names.add(key);
      seen.add(null);
    }
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    Seen before = seen.get(place);
    String what = token.isNumeric() ? "a number" : token.isBoolean() ? "true or false" : "a text";
    if (before == null) {
      seen.set(place, new Seen(what, line));
    } else if (!before.what().equals(what)) {
      throw new UnusableDataException(
          "mixed-values",
          "The key '"
              + key
              + "' of "
              + source
              + " holds "
              + before.what()
              + " in line "
              + before.line()
              + " and "
              + what
              + " in line "
              + line
              + ". Write all its values alike.");
    }
  }

  List<String> names() {
    return names;
  }

  /** The place of a key that was noted. */
  int place(String key) {
    return places.getOrDefault(key, -1);
  }

  List<ColumnHint> hints() {
    return seen.stream()
        .map(
            value ->
                value != null && value.what().equals("a number")
                    ? ColumnHint.NUMBER
                    : ColumnHint.TEXT)
        .toList();
  }
}
