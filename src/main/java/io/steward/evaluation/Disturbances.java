package io.steward.evaluation;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** The ways of disturbing inputs that change values in the rows. */
final class Disturbances {
  /** A text that no training data holds. */
  private static final String UNSEEN = "(a value never seen before)";

  private Disturbances() {}

  /**
   * One way.
   *
   * @param variants changes of which the worst counts
   * @param repeats how often each is drawn; 1 if nothing in it is random
   */
  record Disturbance(
      String name,
      String description,
      List<BiFunction<RawTable, SplittableRandom, RawTable>> variants,
      int repeats) {}

  /** What can be done to these columns. */
  static List<Disturbance> of(List<ColumnSchema> columns, int repeats) {
    List<ColumnSchema> numbers =
        columns.stream().filter(column -> column.kind() == ColumnKind.NUMBER).toList();
    List<ColumnSchema> texts =
        columns.stream().filter(column -> column.kind() == ColumnKind.TEXT).toList();
    List<Disturbance> disturbances = new ArrayList<>();
    if (!numbers.isEmpty()) {
      for (double strength : new double[] {0.1, 0.25}) {
        disturbances.add(
            new Disturbance(
                "noise-" + strength,
                "normal noise on every number, of " + strength + " standard deviations",
                List.of((rows, random) -> noise(rows, numbers, strength, random)),
                repeats));
      }
    }
    for (double share : new double[] {0.05, 0.1}) {
      disturbances.add(
          new Disturbance(
              "missing-" + share,
              percent(share) + " of all cells missing",
              List.of((rows, random) -> replace(rows, columns, share, "", random)),
              repeats));
    }
    if (!texts.isEmpty()) {
      double share = 0.1;
      disturbances.add(
          new Disturbance(
              "unseen-" + share,
              percent(share) + " of all texts replaced by one that was never seen",
              List.of((rows, random) -> replace(rows, texts, share, UNSEEN, random)),
              repeats));
    }
    if (!numbers.isEmpty()) {
      double share = 0.05;
      disturbances.add(
          new Disturbance(
              "out-of-range-" + share,
              percent(share) + " of all numbers one range above the largest or below the smallest",
              List.of((rows, random) -> beyond(rows, numbers, share, random)),
              repeats));
    }
    for (ColumnSchema number : numbers) {
      disturbances.add(shift(number.name()));
      disturbances.add(scale(number.name()));
    }
    return disturbances;
  }

  private static Disturbance shift(String column) {
    return new Disturbance(
        "shift:" + column,
        "every '" + column + "' shifted by half a standard deviation, up or down",
        List.of(
            (rows, _) -> moved(rows, column, 0.5, 1), (rows, _) -> moved(rows, column, -0.5, 1)),
        1);
  }

  private static Disturbance scale(String column) {
    return new Disturbance(
        "scale:" + column,
        "every '" + column + "' a quarter larger or a fifth smaller",
        List.of(
            (rows, _) -> moved(rows, column, 0, 1.25), (rows, _) -> moved(rows, column, 0, 0.8)),
        1);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  private static RawTable moved(RawTable rows, String column, double deviations, double factor) {
    double[] values = rows.numbers(column);
    double by = deviations == 0 ? 0 : deviations * deviation(values);
    return rows.withColumn(
        column, Arrays.stream(values).map(value -> factor * value + by).toArray());
  }

  private static RawTable noise(
      RawTable rows, List<ColumnSchema> columns, double strength, SplittableRandom random) {
    RawTable disturbed = rows;
    for (ColumnSchema column : columns) {
      double[] values = rows.numbers(column.name());
      double deviation = strength * deviation(values);
      double[] noisy =
          Arrays.stream(values).map(value -> value + deviation * random.nextGaussian()).toArray();
      disturbed = disturbed.withColumn(column.name(), noisy);
    }
    return disturbed;
  }

  private static RawTable beyond(
      RawTable rows, List<ColumnSchema> columns, double share, SplittableRandom random) {
    RawTable disturbed = rows;
    for (ColumnSchema column : columns) {
      double[] values = rows.numbers(column.name());
      double[] there = there(values);
      if (there.length == 0) {
        continue;
      }
      double least = Arrays.stream(there).min().orElseThrow();
      double most = Arrays.stream(there).max().orElseThrow();
      double range = most - least;
      double[] wild =
          Arrays.stream(values)
              .map(
                  value -> {
                    double draw = random.nextDouble();
                    return draw < share / 2 ? least - range : draw < share ? most + range : value;
                  })
              .toArray();
      disturbed = disturbed.withColumn(column.name(), wild);
    }
    return disturbed;
  }

  /** The standard deviation of the values that are there; 0 of fewer than two. */
  static double deviation(double[] values) {
    double[] there = there(values);
    double mean = Arrays.stream(there).average().orElse(0);
    double squares = Arrays.stream(there).map(value -> (value - mean) * (value - mean)).sum();
    return there.length < 2 ? 0 : Math.sqrt(squares / (there.length - 1));
  }

  /** The values that are not missing. */
  static double[] there(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  private static RawTable replace(
      RawTable rows,
      List<ColumnSchema> columns,
      double share,
      String text,
      SplittableRandom random) {
    RawTable disturbed = rows;
    for (ColumnSchema column : columns) {
      if (column.kind() == ColumnKind.NUMBER) {
        double[] values =
            Arrays.stream(rows.numbers(column.name()))
                .map(value -> random.nextDouble() < share ? Double.NaN : value)
                .toArray();
        disturbed = disturbed.withColumn(column.name(), values);
      } else {
        String[] values =
            Arrays.stream(rows.texts(column.name()))
                .map(value -> random.nextDouble() < share ? text : value)
                .toArray(String[]::new);
        disturbed = disturbed.withColumn(column.name(), values);
      }
    }
    return disturbed;
  }
}
