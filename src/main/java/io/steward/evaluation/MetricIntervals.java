package io.steward.evaluation;

import io.steward.charter.Metric;
import io.steward.metrics.Counts;
import io.steward.metrics.InfluenceMetric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.WeightedMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 95 % intervals of metrics: Wilson's for those that are shares of rows, the studentised bootstrap
 * for those whose terms can have long tails (errors of values, squared errors and log loss of
 * probabilities), the plain one for the others.
 */
final class MetricIntervals {
  private MetricIntervals() {}

  /**
   * The intervals, in the order of the metrics.
   *
   * @return null where a metric cannot be computed, or is the same whatever rows are drawn, which
   *     says nothing about chance
   */
  static List<@Nullable Interval> of(List<Metric> metrics, Outcomes outcomes, long seed) {
    List<Metric> drawn =
        metrics.stream()
            .filter(metric -> !isShare(metric, outcomes) && !InfluenceMetric.known(metric))
            .toList();
    List<WeightedMetric> figures =
        drawn.stream().map(metric -> Metrics.weighted(metric, outcomes)).toList();
    Bootstrap bootstrap = new Bootstrap(figures.isEmpty() ? 0 : outcomes.rows(), seed, figures);
    List<@Nullable Interval> intervals = new ArrayList<>();
    for (Metric metric : metrics) {
      if (isShare(metric, outcomes)) {
        intervals.add(share(metric, outcomes));
      } else {
        Interval interval =
            InfluenceMetric.known(metric)
                ? studentised(metric, outcomes, seed)
                : bootstrap.interval(drawn.indexOf(metric));
        intervals.add(interval == null || interval.isPoint() ? null : interval);
      }
    }
    return intervals;
  }

  private static @Nullable Interval studentised(Metric metric, Outcomes outcomes, long seed) {
    InfluenceMetric figure = InfluenceMetric.of(metric, outcomes);
    boolean sized = metric != Metric.R2;
    // What is never below 0 varies by a factor rather than by an amount.
    Interval interval =
        StudentBootstrap.of(outcomes.rows(), seed, sized ? figure.logarithm() : figure).interval();
    if (interval == null) {
      return null;
    }
    return sized
        ? new Interval(StrictMath.exp(interval.lower()), StrictMath.exp(interval.upper()))
        : new Interval(interval.lower(), Math.min(1, interval.upper()));
  }

  private static boolean isShare(Metric metric, Outcomes outcomes) {
    return switch (metric) {
      case ACCURACY -> outcomes.classes() >= 2;
      case RECALL, PRECISION -> outcomes.binary();
      default -> false;
    };
  }

  private static @Nullable Interval share(Metric metric, Outcomes outcomes) {
    double[] ones = new double[outcomes.rows()];
    Arrays.fill(ones, 1);
    double value = Metrics.value(metric, outcomes);
    if (!Double.isFinite(value)) {
      return null;
    }
    Counts counts = Counts.of(outcomes.truth(), outcomes.answers(), 1, ones);
    return switch (metric) {
      case RECALL -> Intervals.share(counts.truePositives(), counts.positives());
      case PRECISION ->
          Intervals.share(counts.truePositives(), counts.truePositives() + counts.falsePositives());
      default -> Intervals.share(Math.rint(value * outcomes.rows()), outcomes.rows());
    };
  }
}
