package io.steward.evaluation;

import io.steward.charter.Metric;
import io.steward.metrics.InfluenceMetric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.WeightedMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much better one set of answers is than another for the same rows. Both are measured on the
 * same draws of rows, so that what makes rows easy or hard for both cancels out.
 *
 * @param difference in the metric's own unit; positive is better whatever the metric's direction;
 *     NaN where it cannot be said
 * @param interval 95 % interval of the difference; null where there is none
 * @param standardError of the difference; NaN where it cannot be said
 */
record PairedGain(double difference, @Nullable Interval interval, double standardError) {

  /** The gain of the one over the other, with draws by the seed. */
  static PairedGain of(Metric metric, Outcomes ours, Outcomes theirs, long seed) {
    double difference =
        Scale.goodness(metric, Metrics.value(metric, ours))
            - Scale.goodness(metric, Metrics.value(metric, theirs));
    if (InfluenceMetric.known(metric)) {
      InfluenceMetric own = InfluenceMetric.of(metric, ours);
      InfluenceMetric other = InfluenceMetric.of(metric, theirs);
      StudentBootstrap bootstrap =
          StudentBootstrap.of(
              ours.rows(), seed, metric.higherIsBetter() ? own.minus(other) : other.minus(own));
      return new PairedGain(difference, bootstrap.interval(), bootstrap.standardError());
    }
    WeightedMetric own = Metrics.weighted(metric, ours);
    WeightedMetric other = Metrics.weighted(metric, theirs);
    WeightedMetric gain =
        weights ->
            Scale.goodness(metric, own.value(weights))
                - Scale.goodness(metric, other.value(weights));
    Bootstrap bootstrap = new Bootstrap(ours.rows(), seed, List.of(gain));
    return new PairedGain(difference, bootstrap.interval(0), bootstrap.standardError(0));
  }
}
