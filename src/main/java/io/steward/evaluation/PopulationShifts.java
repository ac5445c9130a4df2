package io.steward.evaluation;

import io.steward.metrics.WeightedMetric;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same model on another population (covariate shift; Shimodaira 2000): the rows keep their
 * values and answers, but some kinds of rows count more. Of a number, the population leans towards
 * large or small values by exponential tilting until its mean has moved by about half a standard
 * deviation; of a text, one of its levels becomes twice as frequent.
 */
final class PopulationShifts {
  /** A level with fewer rows says nothing about more of its kind. */
  private static final int MIN_ROWS = 30;

  private static final double TILT = 0.5;

  private PopulationShifts() {}

  /**
   * A population.
   *
   * @param weights one weight a row
   */
  private record Population(String description, double[] weights) {}

  /** The worst population of each column. */
  static List<RobustnessReport.Scenario> scenarios(
      RawTable rows, List<ColumnSchema> columns, WeightedMetric figure, ScenarioDrop drop) {
    List<RobustnessReport.Scenario> scenarios = new ArrayList<>();
    for (ColumnSchema column : columns) {
      RobustnessReport.worst(
              populations(rows, column).stream()
                  .map(
                      population ->
                          drop.scenario(
                              "population:" + column.name(),
                              population.description(),
                              figure.value(population.weights())))
                  .toList())
          .ifPresent(scenarios::add);
    }
    return scenarios;
  }

  /** Puts the metric's value beside the one on untouched rows. */
  @FunctionalInterface
  interface ScenarioDrop {
    RobustnessReport.Scenario scenario(String name, String description, double value);
  }

  private static List<Population> populations(RawTable rows, ColumnSchema column) {
    return switch (column.kind()) {
      case NUMBER -> tilted(column.name(), rows.numbers(column.name()));
      case TEXT -> doubled(column.name(), rows.texts(column.name()));
      case DATE -> List.of();
    };
  }

  private static List<Population> tilted(String column, double[] values) {
    double deviation = Disturbances.deviation(values);
    if (!(deviation > 0)) {
      return List.of();
    }
    double mean = Arrays.stream(Disturbances.there(values)).average().orElse(0);
    List<Population> populations = new ArrayList<>();
    for (double tilt : new double[] {TILT, -TILT}) {
      double[] weights =
          Arrays.stream(values)
              // Three deviations at most, so that a few rows do not outweigh all others.
              .map(value -> Math.clamp((value - mean) / deviation, -3, 3))
              .map(standard -> Double.isNaN(standard) ? 1 : StrictMath.exp(tilt * standard))
              .toArray();
      populations.add(
          new Population(
              "a population with " + (tilt > 0 ? "larger" : "smaller") + " '" + column + "'",
              weights));
    }
    return populations;
  }

  private static List<Population> doubled(String column, String[] values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(level -> level.getValue() >= MIN_ROWS && level.getValue() * 2 <= values.length)
        .map(level -> level.getKey())
        .sorted()
        .map(
            level ->
                new Population(
                    "a population with twice as many '"
                        + Optional.of(level).filter(text -> !text.isEmpty()).orElse("(missing)")
                        + "' in '"
                        + column
                        + "'",
                    Arrays.stream(values)
                        .mapToDouble(value -> value.equals(level) ? 2 : 1)
                        .toArray()))
        .toList();
  }
}
