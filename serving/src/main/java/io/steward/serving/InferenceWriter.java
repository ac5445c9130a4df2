package io.steward.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.steward.bundle.Predictions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the answer to an inference request (Open Inference Protocol v2). */
final class InferenceWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private InferenceWriter() {}

  static byte[] write(ServedModel model, InferenceRequest request, Predictions predictions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + 64 * predictions.rows());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("model_name", model.version().name());
      json.writeStringField("model_version", Integer.toString(model.version().version()));
      if (request.id() != null) {
        json.writeStringField("id", request.id());
      }
      json.writeArrayFieldStart("outputs");
      for (String output : Documents.outputNames(model)) {
        if (request.outputs().isEmpty() || request.outputs().contains(output)) {
          write(json, output, predictions);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write an answer into memory.", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String output, Predictions predictions)
      throws IOException {
    switch (output) {
      case Documents.LABEL -> {
        start(json, output, "BYTES", predictions.rows(), 0);
        for (String label : predictions.labels()) {
          json.writeString(label);
        }
      }
      case Documents.PROBABILITIES -> {
        int classes = predictions.probabilities()[0].length;
        start(json, output, "FP64", predictions.rows(), classes);
        for (double[] row : predictions.probabilities()) {
          for (double probability : row) {
            json.writeNumber(probability);
          }
        }
      }
      default -> {
        start(json, output, "FP64", predictions.rows(), 0);
        for (double value : predictions.values()) {
          json.writeNumber(value);
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void start(
      JsonGenerator json, String output, String datatype, int rows, int columns)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output);
    json.writeStringField("datatype", datatype);
    json.writeArrayFieldStart("shape");
    json.writeNumber(rows);
    if (columns > 0) {
      json.writeNumber(columns);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data");
  }
}
