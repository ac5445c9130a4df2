package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.Disturbances.Disturbance;
import io.steward.evaluation.RobustnessReport.Scenario;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs the inputs of the holdout and asks the model again: noise on all numbers, missing cells,
 * texts that training never saw, numbers out of range, each number shifted or scaled, other
 * populations; and an adversary who changes one value of each row. What is drawn is drawn {@value
 * #REPEATS} times with the charter's seed, and the mean counts; of a shift the worse direction
 * counts.
 */
public final class RobustnessAssessor {
  static final int REPEATS = 5;

  /** More rows than this are sampled: the figures need no more. */
  static final int MOST_ROWS = 5_000;

  private RobustnessAssessor() {}

  /** Assesses the model on the scored rows; the truth stays as it is. */
  public static RobustnessReport assess(Charter charter, Scored all, AskedModel model) {
    Metric metric = charter.success().primary().metric();
    double allowed = charter.success().allowedDrop();
    SplittableRandom seeds = new SplittableRandom(charter.seed());
    Scored scored = RowSample.of(all, MOST_ROWS, seeds.split());
    Outcomes outcomes = scored.outcomes(charter.costs());
    double base = Metrics.value(metric, outcomes);
    double baseline = Baselines.value(metric, outcomes);
    int rows = scored.truth().length;
    RawTable table = model.narrowed(scored.rows());
    List<ColumnSchema> columns = table.columns();
    if (!Double.isFinite(base) || columns.isEmpty()) {
      String because =
          columns.isEmpty() ? "the model reads no column" : Unsaid.because(metric, outcomes);
      return new RobustnessReport(
          metric,
          rows,
          Scale.said(base),
          List.of(),
          null,
          allowed,
          null,
          "It cannot be said, because " + because + ".");
    }
    List<Scenario> scenarios = new ArrayList<>();
    for (Disturbance disturbance : Disturbances.of(columns, REPEATS)) {
      double value = worst(charter, scored, table, model, disturbance, seeds.split());
      scenarios.add(
          scenario(
              metric, base, baseline, disturbance.name(), disturbance.description(), value, true));
    }
    scenarios.addAll(
        PopulationShifts.scenarios(
            table,
            columns,
            Metrics.weighted(metric, outcomes),
            (name, words, value) -> scenario(metric, base, baseline, name, words, value, true)));
    FlipSearch.Found flips = FlipSearch.search(scored, model, seeds.split());
    scenarios.add(adversary(charter, flips));
    return new RobustnessReport(
        metric,
        rows,
        base,
        scenarios,
        worstDrop(scenarios),
        allowed,
        flips.report(),
        note(metric, scenarios, allowed));
  }

  /** Null if a single drop cannot be said: it could be the worst. */
  private static @Nullable Double worstDrop(List<Scenario> scenarios) {
    return unsaid(scenarios).isEmpty()
        ? RobustnessReport.worst(scenarios)
            .map(worst -> Math.max(0, Scale.number(worst.drop())))
            .orElse(null)
        : null;
  }

  private static List<Scenario> unsaid(List<Scenario> scenarios) {
    return scenarios.stream()
        .filter(scenario -> scenario.judged() && scenario.drop() == null)
        .toList();
  }

  private static Scenario scenario(
      Metric metric,
      double base,
      double baseline,
      String name,
      String description,
      double value,
      boolean judged) {
    return new Scenario(
        name,
        description,
        Scale.said(value),
        Scale.said(Scale.drop(metric, base, value, baseline)),
        judged);
  }

  /** The metric after the worst variant of a disturbance. */
  private static double worst(
      Charter charter,
      Scored scored,
      RawTable table,
      AskedModel model,
      Disturbance disturbance,
      SplittableRandom random) {
    Metric metric = charter.success().primary().metric();
    double worst = Double.NaN;
    for (BiFunction<RawTable, SplittableRandom, RawTable> variant : disturbance.variants()) {
      double sum = 0;
      for (int repeat = 0; repeat < disturbance.repeats(); repeat++) {
        Outcomes outcomes =
            scored.outcomes(model.score(variant.apply(table, random)), charter.costs());
        sum += Metrics.value(metric, outcomes);
      }
      double value = sum / disturbance.repeats();
      if (Double.isNaN(worst) || Scale.goodness(metric, value) < Scale.goodness(metric, worst)) {
        worst = value;
      }
    }
    return worst;
  }

  /** What an adversary makes of the rows that were tried; against the same rows, untouched. */
  private static Scenario adversary(Charter charter, FlipSearch.Found flips) {
    Metric metric = charter.success().primary().metric();
    Outcomes untouched = flips.scored().outcomes(charter.costs());
    return scenario(
        metric,
        Metrics.value(metric, untouched),
        Baselines.value(metric, untouched),
        "adversary",
        "in each row the one value changed that harms the answer most",
        Metrics.value(metric, flips.scored().outcomes(flips.worst(), charter.costs())),
        false);
  }

  private static String note(Metric metric, List<Scenario> scenarios, double allowed) {
    List<Scenario> unsaid = unsaid(scenarios);
    if (!unsaid.isEmpty()) {
      return "It cannot be said, because %s is undefined after this: %s."
          .formatted(metric.written(), unsaid.getFirst().description());
    }
    return RobustnessReport.worst(scenarios)
        .map(
            worst -> {
              double drop = Scale.number(worst.drop());
              return String.format(
                  Locale.ROOT,
                  "The worst of %d disturbances (%s) costs %s of %s; the charter allows %s.",
                  scenarios.stream().filter(Scenario::judged).count(),
                  worst.description(),
                  Scale.words(metric, Math.max(0, drop)),
                  metric.written(),
                  Scale.words(metric, allowed));
            })
        .orElse("It cannot be said, because nothing could be disturbed.");
  }
}
