package io.steward.evaluation;

import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The single changes that a counterfactual may be made of: values that occur in the training part,
 * in columns that can be changed. What a change costs is scale-free: for a number the share of
 * training rows between the two values, for a text how unusual the new level is. Dates are not
 * moved, and nothing becomes missing.
 */
final class Moves {
  private static final int MOST_VALUES = 20;
  private static final double RAREST_LEVEL = 0.01;

  /** Values between two that a smaller change is looked for among. */
  private static final int MOST_BETWEEN = 60;

  private final Map<String, double[]> sorted = new TreeMap<>();
  private final Map<String, Map<String, Double>> shares = new TreeMap<>();
  private final Map<String, List<Object>> values = new TreeMap<>();

  /**
   * One value of one column.
   *
   * @param value a {@code Double} or a {@code String}
   * @param cost from 0 to 1
   */
  record Move(String column, Object value, double cost) {}

  /**
   * What occurs in a sample of the training part.
   *
   * @param fixed columns that are never changed
   */
  Moves(RawTable sample, List<ColumnSchema> columns, Set<String> fixed) {
    for (ColumnSchema column : columns) {
      if (!fixed.contains(column.name())) {
        switch (column.kind()) {
          case NUMBER -> number(column.name(), sample.numbers(column.name()));
          case TEXT -> text(column.name(), sample.texts(column.name()));
          case DATE -> {
            // A date is what it is.
          }
        }
      }
    }
  }

  private void number(String column, double[] all) {
    double[] there = Arrays.stream(Disturbances.there(all)).sorted().toArray();
    if (there.length > 0) {
      sorted.put(column, there);
      values.put(
          column,
          IntStream.range(0, MOST_VALUES)
              .mapToDouble(i -> there[(int) ((i + 0.5) / MOST_VALUES * there.length)])
              .distinct()
              .mapToObj(value -> (Object) value)
              .toList());
    }
  }

  private void text(String column, String[] all) {
    Map<String, Double> levels = Levels.shares(all);
    shares.put(column, levels);
    values.put(
        column,
        Levels.mostFrequent(all, MOST_VALUES).stream()
            .filter(level -> levels.getOrDefault(level, 0.0) >= RAREST_LEVEL)
            .map(level -> (Object) level)
            .toList());
  }

  /** Every change of the row's value in another column than these. */
  List<Move> from(RawTable one, Set<String> besides) {
    List<Move> moves = new ArrayList<>();
    values.forEach(
        (column, candidates) -> {
          if (!besides.contains(column)) {
            candidates.stream()
                .filter(value -> !value.equals(current(one, column)))
                .forEach(value -> moves.add(move(one, column, value)));
          }
        });
    return moves;
  }

  /** Smaller changes than this one in the same direction, the smallest first. */
  List<Move> smaller(RawTable one, Move move) {
    double[] all = sorted.get(move.column());
    if (all == null || !(move.value() instanceof Double target)) {
      return List.of();
    }
    double from = one.numbers(move.column())[0];
    List<Move> between =
        Arrays.stream(all)
            .distinct()
            .filter(value -> value > Math.min(from, target) && value < Math.max(from, target))
            .mapToObj(value -> move(one, move.column(), value))
            .sorted(Comparator.comparingDouble(Move::cost))
            .toList();
    int step = Math.max(1, (between.size() + MOST_BETWEEN - 1) / MOST_BETWEEN);
    return IntStream.range(0, between.size())
        .filter(index -> index % step == 0)
        .mapToObj(between::get)
        .toList();
  }

  private static Object current(RawTable one, String column) {
    return switch (one.kind(column)) {
      case NUMBER -> (Object) one.numbers(column)[0];
      case TEXT, DATE -> one.texts(column)[0];
    };
  }

  private Move move(RawTable one, String column, Object value) {
    if (value instanceof Double number) {
      double[] all = sorted.getOrDefault(column, new double[] {number});
      double from = one.numbers(column)[0];
      // From a missing value it is as far as from the middle.
      double place = Double.isNaN(from) ? 0.5 : Ranks.of(all, from);
      return new Move(column, number, Math.abs(Ranks.of(all, number) - place));
    }
    return new Move(
        column,
        value,
        1 - shares.getOrDefault(column, Map.of()).getOrDefault(value.toString(), 0.0));
  }
}
