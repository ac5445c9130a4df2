package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.FairnessAssessor;
import io.steward.evaluation.FairnessGap;
import io.steward.evaluation.GapMeasure;
import io.steward.evaluation.GroupFairness;
import io.steward.evaluation.GroupFigure;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutEvaluator;
import io.steward.evaluation.Interval;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.Scored;
import io.steward.evaluation.SegmentAssessor;
import io.steward.evaluation.WeakSegment;
import io.steward.metrics.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many small worlds with a known truth: do intervals hold it, and is a planted segment found? */
final class EvaluationSimulations {
  /** So many rows stand for the truth. */
  private static final int TRUTH_ROWS = 1_000_000;

  private EvaluationSimulations() {}

  /** The shares of worlds in which the interval of a figure holds the truth, by figure. */
  static Map<String, Double> coverage(String task, int rows, int worlds) {
    Charter charter = EvaluationWorld.charter(task);
    Map<String, Double> truth = values(charter, world(task, TRUTH_ROWS, 1));
    Map<String, Double> held = new TreeMap<>();
    Map<String, Double> said = new TreeMap<>();
    for (int seed = 0; seed < worlds; seed++) {
      for (Map.Entry<String, Interval> figure :
          intervals(charter, world(task, rows, 1000 + seed)).entrySet()) {
        double value = truth.getOrDefault(figure.getKey(), Double.NaN);
        Interval interval = figure.getValue();
        said.merge(figure.getKey(), 1.0, Double::sum);
        held.merge(
            figure.getKey(),
            interval.lower() <= value && value <= interval.upper() ? 1.0 : 0.0,
            Double::sum);
      }
    }
    held.replaceAll((figure, count) -> count / said.getOrDefault(figure, Double.NaN));
    return held;
  }

  private static Scored world(String task, int rows, long seed) {
    return task.equals("binary")
        ? EvaluationWorld.binary(rows, seed, false)
        : EvaluationWorld.regression(rows, seed);
  }

  private static Map<String, Double> values(Charter charter, Scored scored) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      if (metric.suits(charter.task())) {
        values.put(metric.written(), Metrics.value(metric, scored.outcomes(charter.costs())));
      }
    }
    for (GroupFairness group : sex(charter, scored).groups()) {
      for (GroupFigure figure : group.figures()) {
        Double value = figure.value();
        if (value != null) {
          values.put(figure.measure().written() + " of a group", value);
        }
      }
    }
    // In this world groups differ in nothing.
    values.put(GapMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE.written(), 0.0);
    values.put(GapMeasure.DEMOGRAPHIC_PARITY_RATIO.written(), 1.0);
    values.put(GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE.written(), 0.0);
    values.put(GapMeasure.PREDICTIVE_PARITY_DIFFERENCE.written(), 0.0);
    values.put(GapMeasure.CALIBRATION_DIFFERENCE.written(), 0.0);
    values.put(GapMeasure.MEAN_ERROR_DIFFERENCE.written(), 0.0);
    values.put(GapMeasure.MEAN_ABSOLUTE_ERROR_DIFFERENCE.written(), 0.0);
    return values;
  }

  private static Map<String, Interval> intervals(Charter charter, Scored scored) {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    HoldoutEvaluation evaluation = HoldoutEvaluator.evaluate(charter, scored);
    for (MetricResult result : evaluation.metrics()) {
      Double lower = result.lower();
      Double upper = result.upper();
      if (lower != null && upper != null) {
        intervals.put(result.metric().written(), new Interval(lower, upper));
      }
    }
    AttributeFairness sex = sex(charter, scored);
    for (GroupFigure figure : sex.groups().getFirst().figures()) {
      Interval interval = figure.interval();
      if (interval != null) {
        intervals.put(figure.measure().written() + " of a group", interval);
      }
    }
    for (FairnessGap gap : sex.gaps()) {
      Interval interval = gap.interval();
      if (interval != null && JUDGED.contains(gap.measure())) {
        intervals.put(gap.measure().written(), interval);
      }
    }
    return intervals;
  }

  private static final List<GapMeasure> JUDGED =
      List.of(
          GapMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE,
          GapMeasure.DEMOGRAPHIC_PARITY_RATIO,
          GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE,
          GapMeasure.PREDICTIVE_PARITY_DIFFERENCE,
          GapMeasure.CALIBRATION_DIFFERENCE,
          GapMeasure.MEAN_ERROR_DIFFERENCE,
          GapMeasure.MEAN_ABSOLUTE_ERROR_DIFFERENCE);

  private static AttributeFairness sex(Charter charter, Scored scored) {
    Charter.Columns columns = charter.columns();
    Charter one =
        charter.withColumns(
            new Charter.Columns(
                List.of(), List.of(), columns.protectedAttributes().subList(0, 1), List.of()));
    return FairnessAssessor.assess(one, scored).attributes().getFirst();
  }

  /** The shares of worlds in which the planted segment is found, and any on clean data. */
  static Map<String, Double> weakSegments(int rows, int worlds) {
    Charter charter = EvaluationWorld.charter("binary");
    double found = 0;
    double raised = 0;
    for (int seed = 0; seed < worlds; seed++) {
      List<WeakSegment> planted =
          SegmentAssessor.assess(charter, EvaluationWorld.binary(rows, 5000 + seed, true)).found();
      found += planted.stream().anyMatch(EvaluationSimulations::isPlanted) ? 1 : 0;
      raised +=
          SegmentAssessor.assess(charter, EvaluationWorld.binary(rows, 9000 + seed, false))
                  .found()
                  .isEmpty()
              ? 0
              : 1;
    }
    return Map.of("found", found / worlds, "raised", raised / worlds);
  }

  /** Named by both of its columns, and not much larger than it is. */
  private static boolean isPlanted(WeakSegment segment) {
    return segment.segment().contains("text_0 = a")
        && segment.segment().contains("number_0 <")
        && segment.share() < 0.06;
  }
}
