package io.steward.deployment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Requests and answers of the Open Inference Protocol v2, from rows and to predictions. */
final class InferenceMessages {
  private static final com.fasterxml.jackson.core.JsonFactory JSON = Json.mapper().getFactory();

  private InferenceMessages() {}

  /** The body of a request with these columns of all rows; missing values are null. */
  static byte[] request(RawTable rows, List<ColumnSchema> inputs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("inputs");
      for (ColumnSchema input : inputs) {
        json.writeStartObject();
        json.writeStringField("name", input.name());
        json.writeStringField("datatype", input.kind() == ColumnKind.NUMBER ? "FP64" : "BYTES");
        json.writeArrayFieldStart("shape");
        json.writeNumber(rows.rows());
        json.writeEndArray();
        json.writeArrayFieldStart("data");
        writeColumn(json, rows, input);
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a request into memory.", e);
    }
    return out.toByteArray();
  }

  private static void writeColumn(JsonGenerator json, RawTable rows, ColumnSchema input)
      throws IOException {
    if (input.kind() == ColumnKind.NUMBER) {
      for (double number : rows.numbers(input.name())) {
        if (Double.isNaN(number)) {
          json.writeNull();
        } else {
          json.writeNumber(number);
        }
      }
    } else {
      for (String text : rows.texts(input.name())) {
        if (text.isEmpty()) {
          json.writeNull();
        } else {
          json.writeString(text);
        }
      }
    }
  }

  /** What the server answered. */
  static Predictions answer(JsonNode answer) {
    String[] labels = {};
    double[][] probabilities = {};
    double[] values = {};
    for (JsonNode output : answer.path("outputs")) {
      JsonNode data = output.path("data");
      switch (output.path("name").asText()) {
        case "label" -> {
          labels = new String[data.size()];
          for (int i = 0; i < labels.length; i++) {
            labels[i] = data.get(i).asText();
          }
        }
        case "probabilities" ->
            probabilities =
                matrix(
                    data,
                    output.path("shape").path(0).asInt(),
                    output.path("shape").path(1).asInt());
        case "value" -> {
          values = new double[data.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).asDouble();
          }
        }
        default -> {
          // An output of a later version: not ours to read.
        }
      }
    }
    return new Predictions(labels, probabilities, values);
  }

  static ModelMetadata metadata(JsonNode document) {
    List<ColumnSchema> inputs = new ArrayList<>();
    for (JsonNode input : document.path("inputs")) {
      boolean text = input.path("datatype").asText().equals("BYTES");
      inputs.add(
          new ColumnSchema(
              input.path("name").asText(), text ? ColumnKind.TEXT : ColumnKind.NUMBER));
    }
    List<Integer> versions = new ArrayList<>();
    document.path("versions").forEach(version -> versions.add(version.asInt()));
    List<String> classes = new ArrayList<>();
    document.path("parameters").path("classes").forEach(name -> classes.add(name.asText()));
    return new ModelMetadata(
        document.path("name").asText(),
        document.path("parameters").path("version").asInt(),
        versions,
        inputs,
        classes);
  }

  private static double[][] matrix(JsonNode data, int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i][j] = data.get(i * columns + j).asDouble();
      }
    }
    return matrix;
  }
}
