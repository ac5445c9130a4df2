package io.steward.charter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one mapping of a charter. Whatever is wrong is added to the list of faults,
 * and a stand-in is returned, so that reading goes on and finds the other faults as well.
 */
final class CharterFields {
  private final JsonNode node;
  private final String path;
  private final List<CharterFault> faults;
  private final Set<String> known = new LinkedHashSet<>();

  private CharterFields(JsonNode node, String path, List<CharterFault> faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  static CharterFields of(@Nullable JsonNode node, String path, List<CharterFault> faults) {
    if (node == null) {
      return new CharterFields(JsonNodeFactory.instance.objectNode(), path, faults);
    }
    if (!node.isObject()) {
      faults.add(
          new CharterFault(path, "Expected a mapping of keys to values, but found " + kind(node)));
      return of(null, path, new ArrayList<>());
    }
    return new CharterFields(node, path, faults);
  }

  /** Whether the field is there and not empty. */
  boolean has(String key) {
    return field(key) != null;
  }

  CharterFields mapping(String key) {
    return of(field(key), pathOf(key), faults);
  }

  /** A mapping that must be there. */
  CharterFields required(String key, String example) {
    if (field(key) == null) {
      missing(key, example);
      // That its parts are missing too goes without saying.
      return of(null, pathOf(key), new ArrayList<>());
    }
    return mapping(key);
  }

  /** A text that must be there; a number or a boolean is taken as it is written. */
  String text(String key, String example) {
    JsonNode value = field(key);
    if (value == null) {
      missing(key, example);
      return "";
    }
    return scalar(value, pathOf(key));
  }

  @Nullable String optionalText(String key) {
    JsonNode value = field(key);
    return value == null ? null : scalar(value, pathOf(key));
  }

  double number(String key, @Nullable Double standard, String example) {
    JsonNode value = field(key);
    if (value == null) {
      if (standard == null) {
        missing(key, example);
      }
      return standard == null ? Double.NaN : standard;
    }
    double number = CharterYaml.value(value).asDouble(Double.NaN);
    if (!CharterYaml.value(value).isNumber() || !Double.isFinite(number)) {
      fault(key, "Expected a number like " + example + ", but found " + kind(value));
      return Double.NaN;
    }
    return number;
  }

  long whole(String key, long standard, long least, long most) {
    JsonNode value = field(key);
    if (value == null) {
      return standard;
    }
    JsonNode number = CharterYaml.value(value);
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.longValue() < least
        || number.longValue() > most) {
      fault(
          key,
          "Expected a whole number from " + least + " to " + most + ", but found " + kind(value));
      return standard;
    }
    return number.longValue();
  }

  BigDecimal money(String key, BigDecimal standard) {
    JsonNode value = field(key);
    if (value == null) {
      return standard;
    }
    JsonNode number = CharterYaml.value(value);
    if (!number.isNumber()
        || !Double.isFinite(number.doubleValue())
        || number.decimalValue().signum() < 0) {
      fault(key, "Expected an amount of 0 or more like 25.50, but found " + kind(value));
      return standard;
    }
    return number.decimalValue().stripTrailingZeros();
  }

  boolean flag(String key, boolean standard) {
    JsonNode value = field(key);
    if (value == null) {
      return standard;
    }
    JsonNode flag = CharterYaml.value(value);
    if (!flag.isBoolean()) {
      fault(key, "Expected true or false, but found " + kind(value));
      return standard;
    }
    return flag.booleanValue();
  }

  Duration duration(String key, Duration standard, Duration least, Duration most) {
    JsonNode value = field(key);
    if (value == null) {
      return standard;
    }
    Duration duration = null;
    try {
      duration = Duration.parse(CharterYaml.text(value));
    } catch (DateTimeParseException e) {
      // Said below, together with durations out of range.
    }
    if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      fault(
          key,
          "Expected an ISO 8601 duration from "
              + least
              + " to "
              + most
              + ", for example PT5M (five minutes) or P14D (fourteen days), but found "
              + kind(value));
      return standard;
    }
    return duration;
  }

  /** A list of texts; a missing one is empty. */
  List<String> texts(String key) {
    return list(key, CharterFields::scalar);
  }

  /** A list of lists of texts; a missing one is empty. */
  List<List<String>> textLists(String key) {
    return list(
        key,
        (fields, value, where) ->
            value.isArray()
                ? fields.items(value, where, CharterFields::scalar)
                : fields.notAList(where, value));
  }

  List<Double> numbers(String key) {
    return list(
        key,
        (fields, value, where) -> {
          JsonNode number = CharterYaml.value(value);
          if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
            fields.faults.add(
                new CharterFault(where, "Expected a number, but found " + kind(value)));
            return Double.NaN;
          }
          return number.doubleValue();
        });
  }

  /** A list of mappings; a missing one is empty. */
  <T> List<T> mappings(String key, BiFunction<CharterFields, String, T> reader) {
    return list(
        key, (fields, value, where) -> reader.apply(of(value, where, fields.faults), where));
  }

  /** The keys of this mapping, for mappings whose keys are names. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Adds a fault for each key that nobody asked for. Call last. */
  void noOthers() {
    for (String name : names()) {
      if (!known.contains(name)) {
        faults.add(
            new CharterFault(
                pathOf(name),
                "There is no such key."
                    + Suggestion.nearest(name, known)
                        .map(word -> " Did you mean '" + word + "'?")
                        .orElse(" Known keys here: " + String.join(", ", known) + ".")));
      }
    }
  }

  void fault(String key, String message) {
    faults.add(new CharterFault(pathOf(key), message));
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void missing(String key, String example) {
    fault(key, "This is missing. Write for example: " + key + ": " + example);
  }

  private @Nullable JsonNode field(String key) {
    known.add(key);
    JsonNode value = node.get(key);
    // A key with nothing behind it is as good as no key.
    boolean nothing =
        value == null || value.isNull() || (value.isTextual() && value.asText().isBlank());
    return nothing ? null : value;
  }

  private String scalar(JsonNode value, String where) {
    String text = CharterYaml.text(value);
    if (text.isBlank() || value.isNull()) {
      faults.add(new CharterFault(where, "Expected a text, but found " + kind(value)));
      return "";
    }
    return text.strip();
  }

  @FunctionalInterface
  private interface ItemReader<T> {
    T read(CharterFields fields, JsonNode value, String where);
  }

  private <T> List<T> list(String key, ItemReader<T> reader) {
    JsonNode value = field(key);
    if (value == null) {
      return new ArrayList<>();
    }
    return value.isArray() ? items(value, pathOf(key), reader) : notAList(pathOf(key), value);
  }

  private <T> List<T> items(JsonNode array, String where, ItemReader<T> reader) {
    List<T> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(reader.read(this, array.get(i), where + "[" + i + "]"));
    }
    return items;
  }

  private <T> List<T> notAList(String where, JsonNode value) {
    faults.add(new CharterFault(where, "Expected a list like [a, b], but found " + kind(value)));
    return new ArrayList<>();
  }

  /** What was found, for the end of a sentence. */
  private static String kind(JsonNode node) {
    if (node.isObject()) {
      return "a mapping.";
    }
    if (node.isArray()) {
      return "a list.";
    }
    String text = CharterYaml.text(node);
    if (text.isBlank()) {
      return "nothing.";
    }
    return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'.";
  }
}
