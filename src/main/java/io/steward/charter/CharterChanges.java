package io.steward.charter;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is different in two charters, value by value. */
public final class CharterChanges {
  private CharterChanges() {}

  /**
   * The differences in words, in the order of their paths, for example {@code
   * success.primary.threshold is 0.6, signed was 0.75}; empty if the charters are equal.
   *
   * @param signed what was signed
   * @param used what is there instead
   */
  public static List<String> between(Charter signed, Charter used) {
    Map<String, String> before = values(signed);
    Map<String, String> after = values(used);
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    List<String> changes = new ArrayList<>();
    for (String path : all.keySet()) {
      String was = before.getOrDefault(path, "nothing");
      String is = after.getOrDefault(path, "nothing");
      if (!was.equals(is)) {
        changes.add("%s is %s, signed was %s".formatted(path, is, was));
      }
    }
    return changes;
  }

  private static Map<String, String> values(Charter charter) {
    Map<String, String> values = new TreeMap<>();
    collect("", Json.read(Json.bytes(charter), JsonNode.class), values);
    return values;
  }

  private static void collect(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? kebab(field.getKey()) : path + "." + kebab(field.getKey()),
                      field.getValue(),
                      values));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isContainerNode()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), values);
      }
    } else if (!node.isNull()) {
      values.put(path, node.toString());
    }
  }

  /** The key as the charter's file writes it. Names of columns and groups stay as they are. */
  private static String kebab(String key) {
    return key.matches("[a-z]+([A-Z][a-z0-9]*)+")
        ? key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : key;
  }
}
