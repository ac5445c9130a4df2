package io.steward.charter;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns YAML into a tree in which a number or a truth value still knows how it was written. A class
 * called {@code Yes}, {@code 1.0} or {@code 007} must stay what it is in the data.
 */
final class CharterYaml {
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CharterYaml() {}

  /** A number or truth value, and its text. */
  private record Scalar(JsonNode value, String text) {}

  /** Parses the text; null if that is not possible, then the fault says why. */
  static @Nullable JsonNode parse(String yaml, List<CharterFault> faults) {
    // A byte order mark is no part of the text.
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        faults.add(empty());
        return null;
      }
      JsonNode tree = node(parser);
      if (parser.nextToken() != null) {
        faults.add(new CharterFault("", "There is a second document after '---'. Remove it."));
        return null;
      }
      if (tree.isNull()) {
        faults.add(empty());
        return null;
      }
      if (!tree.isObject()) {
        faults.add(
            new CharterFault(
                "", "The charter must be made of keys with values, like 'name: credit-risk'."));
        return null;
      }
      return tree;
    } catch (JsonProcessingException e) {
      faults.add(new CharterFault("", message(e)));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      faults.add(
          new CharterFault("", "The charter is not YAML. Check quotes, brackets and indentation."));
    }
    return null;
  }

  /** The value of a node, without its text. */
  static JsonNode value(JsonNode node) {
    return node instanceof POJONode pojo && pojo.getPojo() instanceof Scalar scalar
        ? scalar.value()
        : node;
  }

  /** The text of a node as it was written; empty for mappings and lists. */
  static String text(JsonNode node) {
    return node instanceof POJONode pojo && pojo.getPojo() instanceof Scalar scalar
        ? scalar.text()
        : node.asText();
  }

  private static JsonNode node(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, node(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE, VALUE_FALSE ->
          NODES.pojoNode(new Scalar(NODES.booleanNode(parser.getBooleanValue()), parser.getText()));
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  private static JsonNode number(JsonParser parser) throws IOException {
    String text = parser.getText();
    try {
      JsonNode value =
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              ? NODES.numberNode(parser.getBigIntegerValue())
              : NODES.numberNode(parser.getDecimalValue());
      return NODES.pojoNode(new Scalar(value, text));
    } catch (JsonProcessingException | NumberFormatException e) {
      // Like .nan and .inf: no numbers that a charter could use.
      return NODES.textNode(text);
    }
  }

  private static CharterFault empty() {
    return new CharterFault(
        "", "The charter is empty. Start from the one that './steward init' writes.");
  }

  private static String message(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String what = String.valueOf(e.getOriginalMessage()).strip();
    if (what.startsWith("Duplicate")) {
      what = what.replace("Duplicate field", "the key") + " is there twice";
    } else {
      what = what.lines().filter(line -> !line.isBlank()).findFirst().orElse("it cannot be read");
    }
    String where =
        location == null
            ? ""
            : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    return "The charter is not valid YAML"
        + where
        + ": "
        + what
        + ". Check quotes, brackets and indentation there.";
  }
}
