package io.steward.bundle;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.steward.features.ColumnRecipe;
import io.steward.features.DateRecipe;
import io.steward.features.EncodedRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.Interaction;
import io.steward.features.NGramRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.NumberSteps;
import io.steward.features.TextRecipe;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a feature recipe as ONNX nodes: all numbers together as one matrix, all levels of all text
 * columns together as another, so that the graph has the same few nodes for any number of such
 * columns. A last Gather puts the features that were kept into the recipe's order.
 */
final class RecipeNodes {
  private final OnnxGraph graph;
  private final FeatureRecipe recipe;
  private final Set<String> used = new HashSet<>();
  private final TextNodes texts;

  /** The blocks of features, and in which column of them each of the recipe's features stands. */
  private final List<String> blocks = new ArrayList<>();

  private int width;
  private final Map<String, List<Integer>> standings = new HashMap<>();

  private RecipeNodes(OnnxGraph graph, FeatureRecipe recipe) {
    this.graph = graph;
    this.recipe = recipe;
    this.texts = new TextNodes(graph);
    recipe.usedColumns().forEach(column -> used.add(column.column()));
  }

  /** Adds the inputs and nodes; returns the name of the feature matrix, double [N, features]. */
  static String add(OnnxGraph graph, FeatureRecipe recipe) {
    return new RecipeNodes(graph, recipe).write();
  }

  private String write() {
    for (ColumnRecipe column : recipe.usedColumns()) {
      graph.input(
          column.column(), column.kind() == ColumnKind.NUMBER ? DataType.DOUBLE : DataType.STRING);
    }
    if (recipe.kept().isEmpty()) {
      throw new IllegalArgumentException("The recipe makes no feature; there is nothing to score.");
    }
    List<Integer> products = numbers();
    levels();
    tables();
    long[] order = order(products);
    String all = graph.concat(blocks, 1);
    return isIdentity(order) ? all : graph.gather(all, 1, order);
  }

  /** Numbers and parts of dates with their indicators; returns where the interactions stand. */
  private List<Integer> numbers() {
    List<NumberRecipe> numbers = of(NumberRecipe.class);
    List<DateRecipe> dates = of(DateRecipe.class);
    if (numbers.isEmpty() && dates.isEmpty()) {
      return List.of();
    }
    List<String> sources = new ArrayList<>(numbers.stream().map(NumberRecipe::column).toList());
    List<NumberSteps> steps = new ArrayList<>(numbers.stream().map(NumberRecipe::steps).toList());
    if (!dates.isEmpty()) {
      sources.add(new DateNodes(graph).parts(dates));
      dates.forEach(date -> date.parts().forEach(part -> steps.add(part.steps())));
    }
    String raw = graph.concat(sources, 1);
    String missing = graph.node("IsNaN", List.of(raw));
    String features = new NumberNodes(graph, steps).apply(raw, missing);
    int first = block(features, steps.size());
    boolean indicators =
        numbers.stream().anyMatch(NumberRecipe::indicator)
            || dates.stream().anyMatch(DateRecipe::indicator);
    int firstMissing = indicators ? block(graph.toDouble(missing), steps.size()) : -1;
    int at = 0;
    for (NumberRecipe number : numbers) {
      stands(number.column(), first + at, 1, number.indicator() ? firstMissing + at : -1);
      at++;
    }
    for (DateRecipe date : dates) {
      int parts = date.parts().size();
      stands(date.column(), first + at, parts, date.indicator() ? firstMissing + at : -1);
      at += parts;
    }
    return products(features, numbers);
  }

  private List<Integer> products(String features, List<NumberRecipe> numbers) {
    List<String> names = numbers.stream().map(NumberRecipe::column).toList();
    List<Interaction> interactions =
        recipe.interactions().stream()
            .filter(pair -> used.contains(pair.left()) && used.contains(pair.right()))
            .toList();
    if (interactions.isEmpty()) {
      return List.of();
    }
    long[] left = interactions.stream().mapToLong(pair -> names.indexOf(pair.left())).toArray();
    long[] right = interactions.stream().mapToLong(pair -> names.indexOf(pair.right())).toArray();
    int first =
        block(
            graph.node(
                "Mul", List.of(graph.gather(features, 1, left), graph.gather(features, 1, right))),
            interactions.size());
    return recipe.interactions().stream()
        .map(pair -> interactions.contains(pair) ? first + interactions.indexOf(pair) : -1)
        .toList();
  }

  /** One feature a level, and the indicators of texts. */
  private void levels() {
    Map<String, List<Integer>> asked = new HashMap<>();
    for (ColumnRecipe column : recipe.usedColumns()) {
      List<Integer> places = asked.computeIfAbsent(column.column(), _ -> new ArrayList<>());
      switch (column) {
        case TextRecipe text -> {
          String source = texts.filled(text.column(), text.missingAs());
          text.levels().forEach(level -> places.add(texts.level(source, level)));
          if (text.indicator()) {
            places.add(texts.level(text.column(), ""));
          }
        }
        case EncodedRecipe encoded when encoded.indicator() ->
            places.add(texts.level(encoded.column(), ""));
        default -> {}
      }
    }
    if (texts.levelCount() > 0) {
      int first = block(texts.levels(), texts.levelCount());
      asked.forEach(
          (column, places) ->
              standings
                  .computeIfAbsent(column, _ -> new ArrayList<>())
                  .addAll(places.stream().map(place -> first + place).toList()));
    }
  }

  private void tables() {
    for (ColumnRecipe column : recipe.usedColumns()) {
      List<Integer> standing = standings.computeIfAbsent(column.column(), _ -> new ArrayList<>());
      switch (column) {
        case EncodedRecipe encoded -> {
          String source = texts.filled(encoded.column(), encoded.missingAs());
          int place = 0;
          for (EncodedRecipe.Output output : encoded.outputs()) {
            // Before the indicator, which stands there already.
            standing.add(place++, block(texts.encoded(source, encoded.levels(), output), 1));
          }
        }
        case NGramRecipe grams -> {
          int buckets = grams.usedBuckets().size();
          stands(grams.column(), block(texts.counts(grams), buckets), buckets, -1);
        }
        default -> {}
      }
    }
  }

  /** For each feature that was kept where it stands in the blocks. */
  private long[] order(List<Integer> products) {
    List<Integer> all = new ArrayList<>();
    for (ColumnRecipe column : recipe.columns()) {
      int features = column.featureNames().size();
      all.addAll(
          used.contains(column.column())
              ? standings.getOrDefault(column.column(), List.of())
              : Collections.nCopies(features, -1));
    }
    all.addAll(products);
    return recipe.kept().stream().mapToLong(all::get).toArray();
  }

  private int block(String tensor, int columns) {
    blocks.add(tensor);
    width += columns;
    return width - columns;
  }

  private void stands(String column, int first, int count, int indicator) {
    List<Integer> standing = standings.computeIfAbsent(column, _ -> new ArrayList<>());
    for (int i = 0; i < count; i++) {
      standing.add(first + i);
    }
    if (indicator >= 0) {
      standing.add(indicator);
    }
  }

  private <R extends ColumnRecipe> List<R> of(Class<R> kind) {
    return recipe.usedColumns().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private boolean isIdentity(long[] order) {
    boolean identity = order.length == width;
    for (int i = 0; i < order.length; i++) {
      identity &= order[i] == i;
    }
    return identity;
  }
}
