package io.steward.bundle;

import static io.steward.bundle.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.steward.features.ColumnRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.TextRecipe;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a feature recipe as ONNX nodes: all number columns together as one matrix, all levels of
 * all text columns together as another, so that the graph has the same few nodes for any number of
 * columns. A last Gather puts the features into the recipe's order.
 */
final class RecipeNodes {
  private final OnnxGraph graph;
  private final List<NumberRecipe> numbers = new ArrayList<>();
  private final List<TextRecipe> texts = new ArrayList<>();
  private final FeatureRecipe recipe;

  private RecipeNodes(OnnxGraph graph, FeatureRecipe recipe) {
    this.graph = graph;
    this.recipe = recipe;
    for (ColumnRecipe column : recipe.columns()) {
      switch (column) {
        case NumberRecipe number -> numbers.add(number);
        case TextRecipe text -> texts.add(text);
      }
    }
  }

  /** Adds the inputs and nodes; returns the name of the feature matrix, double [N, features]. */
  static String add(OnnxGraph graph, FeatureRecipe recipe) {
    return new RecipeNodes(graph, recipe).write();
  }

  private String write() {
    for (ColumnRecipe column : recipe.columns()) {
      graph.input(
          column.column(), column instanceof NumberRecipe ? DataType.DOUBLE : DataType.STRING);
    }
    List<String> blocks = new ArrayList<>();
    boolean indicators = numbers.stream().anyMatch(NumberRecipe::indicator);
    if (!numbers.isEmpty()) {
      String raw = concat(numbers.stream().map(NumberRecipe::column).toList());
      String missing = graph.node("IsNaN", List.of(raw));
      blocks.add(scaled(raw, missing));
      if (indicators) {
        blocks.add(toDouble(missing));
      }
    }
    List<String> levels = new ArrayList<>();
    List<Long> columnOfLevel = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      for (String level : texts.get(i).levels()) {
        levels.add(level);
        columnOfLevel.add((long) i);
      }
    }
    if (!levels.isEmpty()) {
      blocks.add(oneHot(levels, longs(columnOfLevel)));
    }
    long[] order = order(indicators);
    if (order.length == 0) {
      throw new IllegalArgumentException("The recipe makes no feature; there is nothing to score.");
    }
    String all = concat(blocks);
    return isIdentity(order, numbers.size() * (indicators ? 2 : 1) + levels.size())
        ? all
        : graph.node(
            "Gather",
            List.of(all, graph.constant("order", order, order.length)),
            attribute("axis", 1));
  }

  /** NaN → fill, clip, ln(1+x) where asked for, then (x − mean) / scale. */
  private String scaled(String raw, String missing) {
    String x = graph.node("Where", List.of(missing, row("fill", NumberRecipe::fill), raw));
    x = graph.node("Max", List.of(x, row("lower", NumberRecipe::lower)));
    x = graph.node("Min", List.of(x, row("upper", NumberRecipe::upper)));
    if (numbers.stream().anyMatch(NumberRecipe::log)) {
      boolean[] mask = new boolean[numbers.size()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = numbers.get(i).log();
      }
      String one = graph.constant("one", new double[] {1}, 1, 1);
      String logarithm = graph.node("Log", List.of(graph.node("Add", List.of(one, x))));
      x = graph.node("Where", List.of(graph.constant("log", mask, 1, mask.length), logarithm, x));
    }
    x = graph.node("Sub", List.of(x, row("mean", NumberRecipe::mean)));
    return graph.node("Div", List.of(x, row("scale", NumberRecipe::scale)));
  }

  private String oneHot(List<String> levels, long[] columnOfLevel) {
    String raw = concat(texts.stream().map(TextRecipe::column).toList());
    String columns = graph.constant("columnOfLevel", columnOfLevel, columnOfLevel.length);
    String spread = graph.node("Gather", List.of(raw, columns), attribute("axis", 1));
    String level = graph.constant("level", levels, 1, levels.size());
    return toDouble(graph.node("Equal", List.of(spread, level)));
  }

  /** For each feature, in the recipe's order, where it stands in the blocks. */
  private long[] order(boolean indicators) {
    List<Long> order = new ArrayList<>();
    long number = 0;
    long level = (long) numbers.size() * (indicators ? 2 : 1);
    for (ColumnRecipe column : recipe.columns()) {
      switch (column) {
        case NumberRecipe recipeOfNumber -> {
          order.add(number);
          if (recipeOfNumber.indicator()) {
            order.add(numbers.size() + number);
          }
          number++;
        }
        case TextRecipe text -> {
          for (int i = 0; i < text.levels().size(); i++) {
            order.add(level++);
          }
        }
      }
    }
    return longs(order);
  }

  private String concat(List<String> parts) {
    return parts.size() == 1 ? parts.getFirst() : graph.node("Concat", parts, attribute("axis", 1));
  }

  private String toDouble(String booleans) {
    return graph.node(
        "Cast", List.of(booleans), attribute("to", (long) DataType.DOUBLE.getNumber()));
  }

  private String row(String hint, java.util.function.ToDoubleFunction<NumberRecipe> value) {
    return graph.constant(hint, numbers.stream().mapToDouble(value).toArray(), 1, numbers.size());
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static boolean isIdentity(long[] order, int width) {
    if (order.length != width) {
      return false;
    }
    for (int i = 0; i < order.length; i++) {
      if (order[i] != i) {
        return false;
      }
    }
    return true;
  }
}
