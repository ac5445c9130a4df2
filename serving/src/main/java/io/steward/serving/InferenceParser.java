package io.steward.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the body of an inference request as a stream, straight into columns. */
final class InferenceParser {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private static final Set<String> NUMBER_TYPES =
      Set.of(
          "FP64", "FP32", "FP16", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16",
          "UINT8");
  private static final Set<String> TEXT_TYPES = Set.of("BYTES", "BOOL");

  private final ServedModel model;
  private final @Nullable Object[] columns;
  private final Set<String> outputs = new TreeSet<>();
  private @Nullable String id;
  private int rows = -1;

  private InferenceParser(ServedModel model) {
    this.model = model;
    this.columns = new @Nullable Object[model.inputs().size()];
  }

  /**
   * Reads a request.
   *
   * @throws ApiException 400 that says what is wrong with it
   */
  static InferenceRequest parse(byte[] body, ServedModel model) {
    try (JsonParser json = JSON.createParser(body)) {
      return new InferenceParser(model).read(json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw ApiException.badRequest(
          "The body is not JSON (line "
              + (at == null ? 1 : at.getLineNr())
              + ", column "
              + (at == null ? 1 : at.getColumnNr())
              + "): "
              + e.getOriginalMessage());
    } catch (IOException e) {
      throw ApiException.badRequest("The body cannot be read: " + e.getMessage());
    }
  }

  private InferenceRequest read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw ApiException.badRequest(
          "The body must be a JSON object with 'inputs', as the Open Inference Protocol v2 says.");
    }
    boolean inputs = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = json.getValueAsString();
        case "inputs" -> {
          inputs = true;
          readInputs(json);
        }
        case "outputs" -> readOutputs(json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw ApiException.badRequest("There is something after the end of the JSON object.");
    }
    if (!inputs) {
      throw ApiException.badRequest("The request has no 'inputs'.");
    }
    return new InferenceRequest(id, table(), outputs);
  }

  private RawTable table() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] == null) {
        missing.add(model.inputs().get(i).name());
      }
    }
    if (!missing.isEmpty()) {
      throw ApiException.badRequest(
          "The request lacks the columns "
              + String.join(", ", missing)
              + "; send each, with null where a value is missing.");
    }
    return new RawTable(model.inputs(), Arrays.asList(columns));
  }

  private void readInputs(JsonParser json) throws IOException {
    expectArray(json, "inputs");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw ApiException.badRequest("Each of 'inputs' must be an object with a name.");
      }
      readInput(json);
    }
  }

  private void readInput(JsonParser json) throws IOException {
    String name = null;
    String datatype = null;
    long[] shape = null;
    Cells data = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      switch (field) {
        case "name" -> name = token == JsonToken.VALUE_STRING ? json.getText() : null;
        case "datatype" -> datatype = token == JsonToken.VALUE_STRING ? json.getText() : null;
        case "shape" -> shape = readShape(json);
        case "data" -> data = readData(json);
        default -> json.skipChildren();
      }
    }
    if (name == null) {
      throw ApiException.badRequest("One of 'inputs' has no name.");
    }
    int position = model.position(name);
    if (position < 0) {
      throw ApiException.badRequest(
          "Model '"
              + model.version().name()
              + "' has no input '"
              + name
              + "'; its inputs are "
              + String.join(", ", model.inputs().stream().map(ColumnSchema::name).toList())
              + ".");
    }
    if (columns[position] != null) {
      throw ApiException.badRequest("The input '" + name + "' is there twice.");
    }
    if (datatype == null || shape == null || data == null) {
      throw ApiException.badRequest(
          "The input '"
              + name
              + "' needs 'datatype' (a text), 'shape' and 'data' (arrays); missing: "
              + (datatype == null ? "datatype" : shape == null ? "shape" : "data")
              + ".");
    }
    ColumnKind kind = model.inputs().get(position).kind();
    checkType(name, datatype, kind);
    checkShape(name, shape, data.size());
    columns[position] = data.column(name, kind);
  }

  private static void checkType(String name, String datatype, ColumnKind kind) {
    Set<String> accepted = kind == ColumnKind.NUMBER ? NUMBER_TYPES : TEXT_TYPES;
    if (!accepted.contains(datatype)) {
      throw ApiException.badRequest(
          "The input '"
              + name
              + "' has the datatype "
              + datatype
              + "; it takes "
              + (kind == ColumnKind.NUMBER ? "FP64 (or another number type)" : "BYTES (or BOOL)")
              + ".");
    }
  }

  private void checkShape(String name, long[] shape, int values) {
    boolean column = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
    if (!column || shape[0] < 1) {
      throw ApiException.badRequest(
          "The input '"
              + name
              + "' has the shape "
              + Arrays.toString(shape)
              + "; it takes [n] or [n, 1] with n ≥ 1.");
    }
    if (shape[0] != values) {
      throw ApiException.badRequest(
          "The input '"
              + name
              + "' has the shape "
              + Arrays.toString(shape)
              + " but "
              + values
              + " values.");
    }
    if (rows >= 0 && rows != values) {
      throw ApiException.badRequest(
          "The input '" + name + "' has " + values + " rows, the inputs before it " + rows + ".");
    }
    rows = values;
  }

  private static long[] readShape(JsonParser json) throws IOException {
    expectArray(json, "shape");
    long[] shape = new long[2];
    int dimensions = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || dimensions == shape.length) {
        throw ApiException.badRequest("A 'shape' must be [n] or [n, 1], whole numbers.");
      }
      shape[dimensions++] = json.getLongValue();
    }
    return Arrays.copyOf(shape, dimensions);
  }

  /** Flat, or nested row by row as the shape [n, 1] allows. */
  private static Cells readData(JsonParser json) throws IOException {
    expectArray(json, "data");
    Cells cells = new Cells();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        json.nextToken();
        addCell(json, cells);
        if (json.nextToken() != JsonToken.END_ARRAY) {
          throw ApiException.badRequest("A row of 'data' has more than one value.");
        }
      } else {
        addCell(json, cells);
      }
    }
    return cells;
  }

  private static void addCell(JsonParser json, Cells cells) throws IOException {
    switch (json.currentToken()) {
      case VALUE_NULL -> cells.addMissing();
      case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> cells.addText(json.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double number = json.getDoubleValue();
        if (!Double.isFinite(number)) {
          throw ApiException.badRequest(
              "Value " + cells.size() + " of 'data' is a number beyond 1.8e308.");
        }
        cells.addNumber(number);
      }
      default ->
          throw ApiException.badRequest(
              "'data' holds numbers, texts and null only, flat or one in a row.");
    }
  }

  private void readOutputs(JsonParser json) throws IOException {
    expectArray(json, "outputs");
    Set<String> known = Set.copyOf(Documents.outputNames(model));
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw ApiException.badRequest("Each of 'outputs' must be an object with a name.");
      }
      String name = "";
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("name")) {
          name = String.valueOf(json.getValueAsString());
        } else {
          json.skipChildren();
        }
      }
      if (!known.contains(name)) {
        throw ApiException.badRequest(
            "There is no output '"
                + name
                + "'; there are "
                + String.join(", ", Documents.outputNames(model))
                + ".");
      }
      outputs.add(name);
    }
  }

  private static void expectArray(JsonParser json, String field) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw ApiException.badRequest("'" + field + "' must be an array.");
    }
  }
}
