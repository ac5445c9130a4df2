package io.steward.workers.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads rows of JSON objects. All faults are collected, each with its path. */
final class ExplainRows {
  /** More rows than this are refused: each is asked some ten thousand questions. */
  static final int MOST_ROWS = 50;

  /** More faults than this help nobody. */
  private static final int MOST_FAULTS = 50;

  private final List<ColumnSchema> inputs;
  private final Map<String, ColumnKind> known = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /**
   * A reader for one model.
   *
   * @param inputs the columns that the model reads; each row must have them, null is missing
   * @param columns all columns of the data that the model was made from; the others are not looked
   *     at
   */
  ExplainRows(List<ColumnSchema> inputs, List<ColumnSchema> columns) {
    this.inputs = List.copyOf(inputs);
    columns.forEach(column -> known.put(column.name(), column.kind()));
    inputs.forEach(column -> known.putIfAbsent(column.name(), column.kind()));
  }

  /** What is wrong, and where: {@code rows[3].duration}. */
  record Fault(String path, String message) {}

  /** What was wrong; empty if the table can be used. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** The rows as a table; its cells are missing where there is a fault. */
  RawTable read(JsonNode rows) {
    if (!rows.isArray() || rows.isEmpty()) {
      fault("rows", "Expected a list of at least one row, like [{\"duration\": 48}].");
      return new RawTable(inputs, arrays(0));
    }
    if (rows.size() > MOST_ROWS) {
      fault(
          "rows",
          "There are %d rows; at most %d are explained at once. Send them in parts."
              .formatted(rows.size(), MOST_ROWS));
      return new RawTable(inputs, arrays(0));
    }
    List<Object> arrays = arrays(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).isObject()) {
        unknown(rows.get(row), row);
        for (int column = 0; column < inputs.size(); column++) {
          cell(rows.get(row), row, inputs.get(column), arrays.get(column));
        }
      } else {
        fault("rows[" + row + "]", "Expected an object with a value for each column.");
      }
    }
    return new RawTable(inputs, arrays);
  }

  private List<Object> arrays(int rows) {
    return inputs.stream()
        .map(
            column -> {
              if (column.kind() == ColumnKind.NUMBER) {
                double[] numbers = new double[rows];
                Arrays.fill(numbers, Double.NaN);
                return (Object) numbers;
              }
              String[] texts = new String[rows];
              Arrays.fill(texts, "");
              return texts;
            })
        .toList();
  }

  private void unknown(JsonNode row, int index) {
    Set<String> names = new TreeSet<>();
    row.fieldNames().forEachRemaining(names::add);
    names.removeAll(known.keySet());
    for (String name : names) {
      fault(
          path(index, name),
          "The model's data has no such column. It reads: "
              + inputs.stream().map(ColumnSchema::name).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void cell(JsonNode row, int index, ColumnSchema column, Object array) {
    JsonNode value = row.get(column.name());
    if (value == null) {
      fault(path(index, column.name()), "This is missing. Write null if the value is not known.");
    } else if (value.isNull()) {
      return;
    } else if (array instanceof double[] numbers && value.isNumber()) {
      numbers[index] = value.asDouble();
      if (!Double.isFinite(numbers[index])) {
        fault(path(index, column.name()), "The number is too large.");
      }
    } else if (array instanceof String[] texts && value.isTextual()) {
      texts[index] = value.asText();
    } else {
      fault(
          path(index, column.name()),
          "Expected %s or null, but found %s."
              .formatted(array instanceof double[] ? "a number" : "a text", found(value)));
    }
  }

  private static String found(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> "a number";
      case STRING -> "a text";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      default -> "an object";
    };
  }

  private static String path(int row, String column) {
    return "rows[" + row + "]." + column;
  }

  private void fault(String path, String message) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(path, message));
    }
  }
}
