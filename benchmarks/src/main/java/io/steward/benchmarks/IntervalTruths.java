package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.GapMeasure;
import io.steward.evaluation.GroupMeasure;
import io.steward.evaluation.Scored;
import io.steward.metrics.Counts;
import io.steward.metrics.Metrics;
import io.steward.metrics.Order;
import io.steward.metrics.Outcomes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is true in a made world: the figures of very many rows of it, by name. It is computed apart
 * from the evaluation, of which only the plain metrics are used (they are held to scikit-learn).
 */
final class IntervalTruths {
  /** So many rows stand for the truth. */
  private static final int ROWS = 1_000_000;

  private static final int PARTS = 10;

  private final Charter charter;
  private final Metric primary;
  private final Scored rows;
  private final Outcomes ours;
  private final Outcomes theirs;
  private final Map<String, Double> truths = new HashMap<>();

  private IntervalTruths(String task, Charter charter) {
    this.charter = charter;
    this.primary = charter.success().primary().metric();
    this.rows = world(task, ROWS, 1);
    this.ours = rows.outcomes(charter.costs());
    this.theirs = EvaluationWorld.older(rows).outcomes(charter.costs());
  }

  /** Rows of the world of a task. */
  static Scored world(String task, int rows, long seed) {
    return switch (task) {
      case "binary" -> EvaluationWorld.binary(rows, seed, false);
      case "regression" -> EvaluationWorld.regression(rows, seed);
      default -> EvaluationWorld.multiclass(rows, seed);
    };
  }

  /** The truths of a task's world. */
  static Map<String, Double> of(String task, Charter charter) {
    IntervalTruths made = new IntervalTruths(task, charter);
    made.metrics();
    made.worth();
    made.bins();
    String[] sex = made.rows.rows().texts("sex");
    String[] region = made.rows.rows().texts("region");
    double[] age = made.rows.rows().numbers("age");
    for (String of : new String[] {"female", "male"}) {
      made.group("sex", of, row -> sex[row].equals(of));
    }
    for (String of : new String[] {"north", "south", "west"}) {
      made.group("region", of, row -> region[row].equals(of));
    }
    made.group("age", "below 30", row -> age[row] < 30);
    made.group("age", "30 to below 50", row -> age[row] >= 30 && age[row] < 50);
    made.group("age", "50 and above", row -> age[row] >= 50);
    String[] text = made.rows.rows().texts("text_1");
    for (String level : new String[] {"a", "b", "c", "d", "e"}) {
      Outcomes part =
          made.ours.of(IntStream.range(0, ROWS).filter(r -> text[r].equals(level)).toArray());
      made.truths.put("segment/" + level, Metrics.value(made.primary, part));
    }
    return made.truths;
  }

  /** The truth of a gap between two groups, from the truths of both. */
  static double gap(Map<String, Double> truths, GapMeasure gap, String lowest, String highest) {
    double low = truths.getOrDefault("group/" + lowest, Double.NaN);
    double high = truths.getOrDefault("group/" + highest, Double.NaN);
    return gap.ratio() ? low / high : high - low;
  }

  private void metrics() {
    for (Metric metric : Metric.values()) {
      if (metric.suits(charter.task())) {
        truths.put("metric/" + metric.written(), Metrics.value(metric, ours));
      }
    }
    truths.put("champion", goodness(primary, ours) - goodness(primary, theirs));
  }

  private static double goodness(Metric metric, Outcomes outcomes) {
    double value = Metrics.value(metric, outcomes);
    return metric.higherIsBetter() ? value : -value;
  }

  /** The gains over the best constant answer and over the rule of thumb. */
  private void worth() {
    double[] truth = rows.truth();
    double[][] given = new double[ROWS][];
    double[] numbers = rows.rows().numbers("number_1");
    if (ours.classes() == 0) {
      double mean = Arrays.stream(truth).average().orElseThrow();
      worth("constant", Outcomes.ofValues(truth, filled(mean)), primary);
      worth("rule", Outcomes.ofValues(truth, filled(9.5)), primary);
      return;
    }
    double[] shares = new double[ours.classes()];
    for (double index : truth) {
      shares[(int) index] += 1.0 / ROWS;
    }
    Arrays.fill(given, shares);
    worth("constant", Outcomes.ofClasses(truth, given, 0.5), primary);
    if (ours.binary()) {
      double[][] rule = new double[ROWS][];
      Arrays.setAll(rule, row -> numbers[row] > 0.5 ? new double[] {0, 1} : new double[] {1, 0});
      Outcomes answers = new Outcomes(truth, rule, new double[0], 0.5, charter.costs());
      worth("rule", answers, primary);
      worth("rule", answers, Metric.EXPECTED_COST);
    }
  }

  private void worth(String against, Outcomes others, Metric metric) {
    truths.put(
        "worth/%s/%s".formatted(against, metric.written()),
        goodness(metric, ours) - goodness(metric, others));
  }

  private static double[] filled(double value) {
    double[] values = new double[ROWS];
    Arrays.fill(values, value);
    return values;
  }

  /** Calibration by the probability given; lift and errors by tenths of the rows. */
  private void bins() {
    double[] truth = rows.truth();
    double[] figure = truth.clone();
    if (ours.classes() == 0) {
      double[] values = ours.values();
      Arrays.setAll(figure, row -> truth[row] - values[row]);
      tenths(figure, Order.ascending(values));
      return;
    }
    double[] given = new double[ROWS];
    int[] answers = ours.answers();
    for (int row = 0; row < ROWS; row++) {
      int watched = ours.binary() ? 1 : answers[row];
      given[row] = ours.probabilities()[row][watched];
      figure[row] = truth[row] == watched ? 1 : 0;
    }
    if (ours.binary()) {
      tenths(figure, Order.descending(given));
    }
    for (int part = 0; part < PARTS; part++) {
      int of = part;
      truths.put(
          "calibration/" + part,
          IntStream.range(0, ROWS)
              .filter(row -> Math.min(PARTS - 1, (int) (given[row] * PARTS)) == of)
              .mapToDouble(row -> figure[row])
              .average()
              .orElse(Double.NaN));
    }
  }

  private void tenths(double[] figure, int[] order) {
    for (int part = 0; part < PARTS; part++) {
      truths.put(
          "tenth/" + (part + 1),
          Arrays.stream(order, part * (ROWS / PARTS), (part + 1) * (ROWS / PARTS))
              .mapToDouble(row -> figure[row])
              .average()
              .orElse(Double.NaN));
    }
  }

  private void group(String attribute, String name, IntPredicate inside) {
    int[] chosen = IntStream.range(0, ROWS).filter(inside).toArray();
    Outcomes mine = ours.of(chosen);
    String group = attribute + "/" + name;
    put(group, GroupMeasure.PRIMARY, Metrics.value(primary, mine));
    truths.put("champion/" + group, goodness(primary, mine) - goodness(primary, theirs.of(chosen)));
    if (mine.binary()) {
      double[] ones = new double[chosen.length];
      Arrays.fill(ones, 1);
      Counts counts = Counts.of(mine.truth(), mine.answers(), 1, ones);
      put(group, GroupMeasure.SELECTION_RATE, counts.selectionRate());
      put(group, GroupMeasure.TRUE_POSITIVE_RATE, counts.recall());
      put(group, GroupMeasure.FALSE_POSITIVE_RATE, counts.falsePositives() / counts.negatives());
      put(group, GroupMeasure.PRECISION, counts.precision());
      double[] positive = mine.positive();
      put(group, GroupMeasure.CALIBRATION, mean(mine, row -> positive[row] - mine.truth()[row]));
    } else if (mine.classes() == 0) {
      double[] values = mine.values();
      put(group, GroupMeasure.MEAN_ERROR, mean(mine, row -> values[row] - mine.truth()[row]));
      put(
          group,
          GroupMeasure.MEAN_ABSOLUTE_ERROR,
          mean(mine, row -> Math.abs(values[row] - mine.truth()[row])));
    }
  }

  private static double mean(Outcomes outcomes, IntToDoubleFunction term) {
    return IntStream.range(0, outcomes.rows()).mapToDouble(term).average().orElse(Double.NaN);
  }

  private void put(String group, GroupMeasure measure, double value) {
    truths.put("group/%s/%s".formatted(group, measure.written()), value);
  }
}
