package io.steward.evaluation;

import io.steward.charter.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much better or worse one value of a metric is than another, on a scale that one limit fits:
 * for metrics between 0 and 1 the plain difference in points; for those with a unit (RMSE, MAE,
 * cost, log loss) the difference as a share of what the best constant answer has, which is about
 * the range in which models lie.
 */
public final class Scale {
  private Scale() {}

  /** A value turned so that more is better. */
  static double goodness(Metric metric, double value) {
    return metric.higherIsBetter() ? value : -value;
  }

  /** Whether the metric is compared as a share of its value. */
  public static boolean relative(Metric metric) {
    return switch (metric) {
      case RMSE, MAE, EXPECTED_COST, LOG_LOSS -> true;
      case AUC, AVERAGE_PRECISION, ACCURACY, F1, RECALL, PRECISION, BRIER, R2 -> false;
    };
  }

  /**
   * How much worse {@code other} is than {@code base}; negative if it is better; NaN if it cannot
   * be said.
   *
   * @param baseline the metric of the best constant answer on the same rows; only used for metrics
   *     with a unit
   */
  static double drop(Metric metric, double base, double other, double baseline) {
    double drop = goodness(metric, base) - goodness(metric, other);
    if (!relative(metric)) {
      return drop;
    }
    return drop == 0 ? 0 : drop / Math.abs(baseline);
  }

  /** A drop in words, for example {@code 0.031 points} or {@code 3.1 %}. */
  public static String words(Metric metric, double drop) {
    return relative(metric)
        ? String.format(Locale.ROOT, "%.1f %%", drop * 100)
        : String.format(Locale.ROOT, "%.3f points", drop);
  }

  /** The value, or null where it cannot be said: JSON knows no NaN. */
  static @Nullable Double said(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The value, or NaN where it could not be said. */
  static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
