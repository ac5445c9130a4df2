package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Disturbs the inputs of the holdout and asks the model again: noise on all numbers, missing cells,
 * texts that training never saw. Each disturbance is drawn {@value #REPEATS} times with the
 * charter's seed, and the mean counts.
 */
public final class RobustnessAssessor {
  static final int REPEATS = 5;

  /** A text that no training data holds. */
  private static final String UNSEEN = "(a value never seen before)";

  private RobustnessAssessor() {}

  @FunctionalInterface
  private interface Disturbance {
    RawTable apply(RawTable rows, List<ColumnSchema> columns, SplittableRandom random);
  }

  /** Assesses the model on the scored rows; the truth stays as it is. */
  public static RobustnessReport assess(Charter charter, Scored scored, RowScorer scorer) {
    Metric metric = charter.success().primary().metric();
    double base = Metrics.value(metric, scored.outcomes(charter.costs()));
    List<ColumnSchema> columns = ModelColumns.of(charter, scored.rows());
    List<RobustnessReport.Scenario> scenarios = new ArrayList<>();
    if (!Double.isFinite(base)) {
      return new RobustnessReport(metric, null, scenarios, null);
    }
    SplittableRandom seeds = new SplittableRandom(charter.seed());
    boolean numbers = columns.stream().anyMatch(column -> column.kind() == ColumnKind.NUMBER);
    boolean texts = columns.stream().anyMatch(column -> column.kind() == ColumnKind.TEXT);
    for (double strength : new double[] {0.1, 0.25}) {
      if (numbers) {
        scenarios.add(
            scenario(
                charter,
                scored,
                scorer,
                base,
                "noise-" + strength,
                "Normal noise on every number, of %s of the column's standard deviation"
                    .formatted(strength),
                seeds.nextLong(),
                (rows, of, random) -> noise(rows, of, strength, random)));
      }
    }
    for (double share : new double[] {0.05, 0.2}) {
      scenarios.add(
          scenario(
              charter,
              scored,
              scorer,
              base,
              "missing-" + share,
              "%.0f %% of all cells missing".formatted(share * 100),
              seeds.nextLong(),
              (rows, of, random) -> replace(rows, of, share, "", random)));
    }
    if (texts) {
      double share = 0.1;
      scenarios.add(
          scenario(
              charter,
              scored,
              scorer,
              base,
              "unseen-" + share,
              "%.0f %% of all texts replaced by one that was never seen".formatted(share * 100),
              seeds.nextLong(),
              (rows, of, random) ->
                  replace(
                      rows,
                      of.stream().filter(column -> column.kind() == ColumnKind.TEXT).toList(),
                      share,
                      UNSEEN,
                      random)));
    }
    double worst =
        scenarios.stream().mapToDouble(scenario -> Scale.number(scenario.drop())).max().orElse(0);
    return new RobustnessReport(metric, base, scenarios, Scale.said(Math.max(0, worst)));
  }

  private static RobustnessReport.Scenario scenario(
      Charter charter,
      Scored scored,
      RowScorer scorer,
      double base,
      String name,
      String description,
      long seed,
      Disturbance disturbance) {
    Metric metric = charter.success().primary().metric();
    List<ColumnSchema> columns = ModelColumns.of(charter, scored.rows());
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      RawTable disturbed = disturbance.apply(scored.rows(), columns, random);
      sum += Metrics.value(metric, scored.outcomes(scorer.score(disturbed), charter.costs()));
    }
    double value = sum / REPEATS;
    return new RobustnessReport.Scenario(
        name, description, Scale.said(value), Scale.said(Scale.drop(metric, base, value)));
  }

  private static RawTable noise(
      RawTable rows, List<ColumnSchema> columns, double strength, SplittableRandom random) {
    RawTable disturbed = rows;
    for (ColumnSchema column : columns) {
      if (column.kind() == ColumnKind.NUMBER) {
        double[] values = rows.numbers(column.name());
        double deviation = strength * deviation(values);
        double[] noisy =
            Arrays.stream(values).map(value -> value + deviation * random.nextGaussian()).toArray();
        disturbed = disturbed.withColumn(column.name(), noisy);
      }
    }
    return disturbed;
  }

  private static double deviation(double[] values) {
    double[] there = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    double mean = Arrays.stream(there).average().orElse(0);
    double squares = Arrays.stream(there).map(value -> (value - mean) * (value - mean)).sum();
    return there.length < 2 ? 0 : Math.sqrt(squares / (there.length - 1));
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
