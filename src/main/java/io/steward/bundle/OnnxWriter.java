package io.steward.bundle;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.steward.charter.Charter.Task;
import io.steward.features.ColumnRecipe;
import io.steward.features.DateRecipe;
import io.steward.features.EncodedRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.GraphTexts;
import io.steward.features.NGramRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.TextRecipe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes recipe and model as one ONNX graph: raw columns in, prediction out, so that whoever scores
 * cannot apply another recipe than training did. Everything is double. Equal arguments give equal
 * bytes.
 *
 * <p>Inputs: one tensor [N, 1] a raw column, named exactly as the column: double (NaN = missing) or
 * string ("" = missing). Outputs: {@code label} (string [N]) and {@code probabilities} (double [N,
 * classes]), or {@code value} (double [N]). Should a raw column be called as an output is, the
 * output is called {@code predicted_label} and so on; readers go by the outputs' order.
 *
 * <p>A forest's mean can leave 0 to 1 by a rounding error: classification with {@link
 * Link#IDENTITY} is clipped to 0 to 1.
 */
public final class OnnxWriter {
  private OnnxWriter() {}

  /**
   * The bytes of {@code model.onnx}.
   *
   * @throws IllegalArgumentException if recipe, model and outputs do not belong together, or a
   *     column, level or class cannot be carried
   */
  public static byte[] write(FeatureRecipe recipe, PortableModel model, OutputSpec output) {
    if (model.outputs() != output.outputs()) {
      throw new IllegalArgumentException(
          "A "
              + output.task()
              + " model of "
              + output.classes().size()
              + " classes needs "
              + output.outputs()
              + " outputs; this one has "
              + model.outputs()
              + ".");
    }
    checkTexts(recipe, output);
    Set<String> columns =
        recipe.columns().stream().map(ColumnRecipe::column).collect(Collectors.toSet());
    if (columns.size() != recipe.columns().size()) {
      throw new IllegalArgumentException("The recipe names a column twice.");
    }
    String prefix = "steward/";
    while (anyStartsWith(columns, prefix)) {
      prefix = "_" + prefix;
    }
    OnnxGraph graph = new OnnxGraph(prefix);
    String features = RecipeNodes.add(graph, recipe);
    String scores = ModelNodes.add(graph, model, features, recipe.featureNames().size());
    switch (output.task()) {
      case REGRESSION -> writeValue(graph, scores, columns);
      case BINARY, MULTICLASS -> writeClasses(graph, scores, model.link(), output, columns);
    }
    return graph.toBytes();
  }

  private static void writeValue(OnnxGraph graph, String scores, Set<String> columns) {
    String value = free("value", columns);
    graph.nodeInto(value, "Squeeze", List.of(scores, axisOne(graph)));
    graph.outputVector(value, DataType.DOUBLE);
  }

  private static void writeClasses(
      OnnxGraph graph, String scores, Link link, OutputSpec output, Set<String> columns) {
    int classes = output.classes().size();
    String outputs =
        link == Link.IDENTITY
            ? graph.node("Clip", List.of(scores, scalar(graph, "zero", 0), scalar(graph, "one", 1)))
            : scores;
    String label = free("label", columns);
    String probabilities = free("probabilities", columns);
    String index;
    if (output.task() == Task.BINARY) {
      String negative = graph.node("Sub", List.of(scalar(graph, "one", 1), outputs));
      graph.nodeInto(
          probabilities, "Concat", List.of(negative, outputs), OnnxGraph.attribute("axis", 1));
      String positive =
          graph.node(
              "GreaterOrEqual", List.of(outputs, scalar(graph, "threshold", output.threshold())));
      String index2 =
          graph.node(
              "Cast",
              List.of(positive),
              OnnxGraph.attribute("to", (long) DataType.INT64.getNumber()));
      index = graph.node("Squeeze", List.of(index2, axisOne(graph)));
    } else {
      graph.nodeInto(probabilities, "Identity", List.of(outputs));
      index =
          graph.node(
              "ArgMax",
              List.of(outputs),
              OnnxGraph.attribute("axis", 1),
              OnnxGraph.attribute("keepdims", 0));
    }
    String names = graph.constant("classes", output.classes(), classes);
    graph.nodeInto(label, "Gather", List.of(names, index), OnnxGraph.attribute("axis", 0));
    graph.outputVector(label, DataType.STRING);
    graph.outputMatrix(probabilities, DataType.DOUBLE, classes);
  }

  private static String scalar(OnnxGraph graph, String hint, double value) {
    return graph.constant(hint, new double[] {value});
  }

  private static String axisOne(OnnxGraph graph) {
    return graph.constant("axis", new long[] {1}, 1);
  }

  private static String free(String name, Set<String> columns) {
    String free = name;
    while (columns.contains(free)) {
      free = "predicted_" + free;
    }
    return free;
  }

  private static boolean anyStartsWith(Set<String> columns, String prefix) {
    return columns.stream().anyMatch(column -> column.startsWith(prefix));
  }

  private static void checkTexts(FeatureRecipe recipe, OutputSpec output) {
    for (ColumnRecipe column : recipe.columns()) {
      if (column.column().isEmpty()) {
        throw new IllegalArgumentException("A column of the recipe has no name.");
      }
      check("The column", column.column());
      String known = "A level of column '" + column.column() + "',";
      switch (column) {
        case NumberRecipe _, DateRecipe _ -> {}
        case TextRecipe text -> text.levels().forEach(level -> check(known, level));
        case EncodedRecipe encoded -> encoded.levels().forEach(level -> check(known, level));
        case NGramRecipe grams -> grams.buckets().keySet().forEach(gram -> check(known, gram));
      }
    }
    output.classes().forEach(name -> check("The class", name));
  }

  private static void check(String what, String text) {
    GraphTexts.unsuited(text)
        .ifPresent(
            character -> {
              throw new IllegalArgumentException(
                  what
                      + " '"
                      + text
                      + "' has a character (U+"
                      + Integer.toHexString(character).toUpperCase(java.util.Locale.ROOT)
                      + ") that a model cannot carry. Replace it in the data, or leave the column"
                      + " out.");
            });
  }
}
