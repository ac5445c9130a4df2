package io.steward.data.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a contract under its path. What is wrong is added to the faults and a stand-in is
 * returned, so that reading goes on and finds the other faults as well.
 */
final class OdcsNode {
  private final JsonNode node;
  private final String path;
  private final List<ContractFault> faults;

  OdcsNode(JsonNode node, String path, List<ContractFault> faults) {
    this.faults = faults;
    this.path = path;
    if (!node.isObject() && !node.isMissingNode()) {
      faults.add(new ContractFault(path, "Expected a mapping of keys to values here."));
      this.node = MissingNode.getInstance();
    } else {
      this.node = node;
    }
  }

  String path() {
    return path;
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** Adds a fault for each key that the standard does not know here. */
  void onlyKnows(Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!keys.contains(name)) {
                fault(
                    name,
                    "The standard (ODCS 3.1) has no such key here. Known keys: "
                        + String.join(", ", keys.stream().sorted().toList())
                        + ".");
              }
            });
  }

  /** A text that must be there. */
  String text(String key) {
    return optionalText(key)
        .orElseGet(
            () -> {
              fault(key, "This is missing.");
              return "";
            });
  }

  Optional<String> optionalText(String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      fault(key, "Expected a text.");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  boolean flag(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      fault(key, "Expected true or false.");
    }
    return value.asBoolean(false);
  }

  /** A number, or null if there is none. */
  @Nullable Double number(String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      fault(key, "Expected a number.");
      return null;
    }
    return value.doubleValue();
  }

  /** A list of texts; numbers are taken as they are written. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(key)) {
      if (item.isValueNode() && !item.isNull()) {
        texts.add(item.asText());
      } else {
        fault(key, "Expected a list of texts or numbers.");
      }
    }
    return texts;
  }

  List<Double> numbers(String key) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode item : list(key)) {
      if (item.isNumber()) {
        numbers.add(item.doubleValue());
      } else {
        fault(key, "Expected a list of numbers.");
      }
    }
    return numbers;
  }

  OdcsNode mapping(String key) {
    return new OdcsNode(node.path(key), pathOf(key), faults);
  }

  List<OdcsNode> mappings(String key) {
    List<OdcsNode> mappings = new ArrayList<>();
    for (JsonNode item : list(key)) {
      mappings.add(new OdcsNode(item, pathOf(key) + "[" + mappings.size() + "]", faults));
    }
    return mappings;
  }

  void fault(String key, String message) {
    faults.add(new ContractFault(pathOf(key), message));
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Iterable<JsonNode> list(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
      fault(key, "Expected a list.");
      return List.of();
    }
    return value;
  }
}
