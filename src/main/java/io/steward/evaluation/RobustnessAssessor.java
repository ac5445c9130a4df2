package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

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

  private record Disturbance(
      String name, String description, BiFunction<RawTable, SplittableRandom, RawTable> change) {}

  /** Assesses the model on the scored rows; the truth stays as it is. */
  public static RobustnessReport assess(Charter charter, Scored scored, RowScorer scorer) {
    Metric metric = charter.success().primary().metric();
    Outcomes outcomes = scored.outcomes(charter.costs());
    double base = Metrics.value(metric, outcomes);
    if (!Double.isFinite(base)) {
      return new RobustnessReport(metric, null, List.of(), null);
    }
    double baseline = Baselines.value(metric, outcomes);
    SplittableRandom seeds = new SplittableRandom(charter.seed());
    List<RobustnessReport.Scenario> scenarios = new ArrayList<>();
    for (Disturbance disturbance : disturbances(ModelColumns.of(charter, scored.rows()))) {
      double value = mean(charter, scored, scorer, disturbance, seeds.split());
      scenarios.add(
          new RobustnessReport.Scenario(
              disturbance.name(),
              disturbance.description(),
              Scale.said(value),
              Scale.said(Scale.drop(metric, base, value, baseline))));
    }
    double worst =
        scenarios.stream().mapToDouble(scenario -> Scale.number(scenario.drop())).max().orElse(0);
    return new RobustnessReport(metric, base, scenarios, Scale.said(Math.max(0, worst)));
  }

  private static List<Disturbance> disturbances(List<ColumnSchema> columns) {
    List<ColumnSchema> numbers = ofKind(columns, ColumnKind.NUMBER);
    List<ColumnSchema> texts = ofKind(columns, ColumnKind.TEXT);
    List<Disturbance> disturbances = new ArrayList<>();
    for (double strength : new double[] {0.1, 0.25}) {
      if (!numbers.isEmpty()) {
        disturbances.add(
            new Disturbance(
                "noise-" + strength,
                "normal noise on every number, of " + strength + " standard deviations",
                (rows, random) -> noise(rows, numbers, strength, random)));
      }
    }
    for (double share : new double[] {0.05, 0.1}) {
      disturbances.add(
          new Disturbance(
              "missing-" + share,
              percent(share) + " of all cells missing",
              (rows, random) -> replace(rows, columns, share, "", random)));
    }
    if (!texts.isEmpty()) {
      double share = 0.1;
      disturbances.add(
          new Disturbance(
              "unseen-" + share,
              percent(share) + " of all texts replaced by one that was never seen",
              (rows, random) -> replace(rows, texts, share, UNSEEN, random)));
    }
    return disturbances;
  }

  private static List<ColumnSchema> ofKind(List<ColumnSchema> columns, ColumnKind kind) {
    return columns.stream().filter(column -> column.kind() == kind).toList();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  private static double mean(
      Charter charter,
      Scored scored,
      RowScorer scorer,
      Disturbance disturbance,
      SplittableRandom random) {
    double sum = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      RawTable disturbed = disturbance.change().apply(scored.rows(), random);
      sum +=
          Metrics.value(
              charter.success().primary().metric(),
              scored.outcomes(scorer.score(disturbed), charter.costs()));
    }
    return sum / REPEATS;
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
