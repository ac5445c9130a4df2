package io.steward.serving;

import io.steward.bundle.BundleManifest;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents of the protocol beside the answers: metadata of the server and of models. */
final class Documents {
  static final String LABEL = "label";
  static final String PROBABILITIES = "probabilities";
  static final String VALUE = "value";

  private static final List<String> CLASS_OUTPUTS = List.of(LABEL, PROBABILITIES);
  private static final List<String> VALUE_OUTPUTS = List.of(VALUE);

  private Documents() {}

  /** The names of a model's outputs, in order. */
  static List<String> outputNames(ServedModel model) {
    return model.manifest().classes().isEmpty() ? VALUE_OUTPUTS : CLASS_OUTPUTS;
  }

  static Map<String, Object> server() {
    return Map.of(
        "name", "steward",
        "version", "0.1.0",
        "extensions", List.of("model_repository"));
  }

  /** Inputs, outputs and what is behind them. */
  static Map<String, Object> model(ServedModel model, List<ServedModel> loaded) {
    BundleManifest manifest = model.manifest();
    List<Map<String, Object>> inputs = new ArrayList<>();
    model
        .inputs()
        .forEach(
            column ->
                inputs.add(
                    tensor(
                        column.name(),
                        column.kind() == ColumnKind.NUMBER ? "FP64" : "BYTES",
                        List.of(-1, 1))));
    List<Map<String, Object>> outputs = new ArrayList<>();
    for (String output : outputNames(model)) {
      outputs.add(
          switch (output) {
            case LABEL -> tensor(LABEL, "BYTES", List.of(-1));
            case PROBABILITIES ->
                tensor(PROBABILITIES, "FP64", List.of(-1, manifest.classes().size()));
            default -> tensor(VALUE, "FP64", List.of(-1));
          });
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("version", Integer.toString(model.version().version()));
    parameters.put("bundle", model.version().bundle().toString());
    parameters.put("algorithm", manifest.algorithm());
    parameters.put("classes", manifest.classes());
    if (manifest.positive() != null) {
      parameters.put("positive", manifest.positive());
      parameters.put("threshold", manifest.threshold());
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", model.version().name());
    document.put(
        "versions", loaded.stream().map(one -> Integer.toString(one.version().version())).toList());
    document.put("platform", "onnxruntime_onnx");
    document.put("inputs", inputs);
    document.put("outputs", outputs);
    document.put("parameters", parameters);
    return document;
  }

  private static Map<String, Object> tensor(String name, String datatype, List<Integer> shape) {
    Map<String, Object> tensor = new LinkedHashMap<>();
    tensor.put("name", name);
    tensor.put("datatype", datatype);
    tensor.put("shape", shape);
    return tensor;
  }
}
