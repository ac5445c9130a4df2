package io.steward.bundle;

import static io.steward.bundle.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.steward.features.EncodedRecipe;
import io.steward.features.NGramRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what is done with texts as ONNX nodes. */
final class TextNodes {
  private final OnnxGraph graph;
  private final List<String> sources = new ArrayList<>();
  private final List<Long> sourceOfLevel = new ArrayList<>();
  private final List<String> levels = new ArrayList<>();

  TextNodes(OnnxGraph graph) {
    this.graph = graph;
  }

  /** A text column in which missing values are what they are taken for. */
  String filled(String column, @Nullable String missingAs) {
    if (missingAs == null) {
      return column;
    }
    String empty = graph.constant("empty", List.of(""), 1, 1);
    String missing = graph.node("Equal", List.of(column, empty));
    return graph.node(
        "Where", List.of(missing, graph.constant("filled", List.of(missingAs), 1, 1), column));
  }

  /** Asks for a feature that is 1 where a text is this one; returns its place in the block. */
  int level(String source, String level) {
    if (!sources.contains(source)) {
      sources.add(source);
    }
    sourceOfLevel.add((long) sources.indexOf(source));
    levels.add(level);
    return levels.size() - 1;
  }

  int levelCount() {
    return levels.size();
  }

  /** All levels that were asked for, double [N, levels]. */
  String levels() {
    String raw = graph.concat(sources, 1);
    String spread =
        graph.gather(raw, 1, sourceOfLevel.stream().mapToLong(Long::longValue).toArray());
    String known = graph.constant("level", levels, 1, levels.size());
    return graph.toDouble(graph.node("Equal", List.of(spread, known)));
  }

  /** The number that each text stands for, double [N, 1]. */
  String encoded(String source, List<String> keys, EncodedRecipe.Output output) {
    return lookup(source, keys, output.values(), output.unseen());
  }

  /** How often words of each bucket occur, double [N, buckets]. */
  String counts(NGramRecipe recipe) {
    String words =
        graph.firstOfTwo("StringSplit", List.of(recipe.column()), attribute("delimiter", " "));
    String left = slice(words, 0, -1);
    String right = slice(words, 1, Long.MAX_VALUE);
    String space = graph.constant("space", List.of(" "), 1, 1, 1);
    String pairs =
        graph.node(
            "StringConcat", List.of(graph.node("StringConcat", List.of(left, space)), right));
    String grams = graph.concat(List.of(words, pairs), 2);
    List<Integer> used = recipe.usedBuckets();
    List<String> keys = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (Map.Entry<String, Integer> gram : recipe.buckets().entrySet()) {
      keys.add(gram.getKey());
      values.add((double) gram.getValue());
    }
    String found = lookup(grams, keys, values, -1);
    double[] buckets = used.stream().mapToDouble(Integer::doubleValue).toArray();
    String wanted = graph.constant("bucket", buckets, 1, buckets.length, 1);
    String hits = graph.toDouble(graph.node("Equal", List.of(found, wanted)));
    return graph.node(
        "ReduceSum",
        List.of(hits, graph.constant("axes", new long[] {2}, 1)),
        attribute("keepdims", 0));
  }

  private String slice(String words, long from, long to) {
    return graph.node(
        "Slice",
        List.of(
            words,
            graph.constant("from", new long[] {from}, 1),
            graph.constant("to", new long[] {to}, 1),
            graph.constant("axes", new long[] {2}, 1)));
  }

  private String lookup(String texts, List<String> keys, List<Double> values, double standard) {
    TensorProto.Builder keyTensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.STRING.getNumber())
            .addDims(keys.size());
    keys.forEach(key -> keyTensor.addStringData(ByteString.copyFromUtf8(key)));
    return graph.mlNode(
        "LabelEncoder",
        List.of(texts),
        List.of(
            attribute("default_tensor", doubles(List.of(standard))),
            attribute("keys_tensor", keyTensor.build()),
            attribute("values_tensor", doubles(values))));
  }

  private static TensorProto doubles(List<Double> values) {
    return TensorProto.newBuilder()
        .setDataType(TensorProto.DataType.DOUBLE.getNumber())
        .addDims(values.size())
        .addAllDoubleData(values)
        .build();
  }
}
