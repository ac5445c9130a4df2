package io.steward.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param what what was measured, for example "profile and contract, 1M × 10"
 * @param unit the unit of value and peer value, for example "s"
 * @param goal the goal in words, or null if the figure is only shown
 * @param peer what it is compared with, or null
 * @param peerValue the peer's value in the same unit, or null
 * @param ratio value / peer value, or null
 * @param met whether the goal is kept, or null if there is none
 */
record Figure(
    String what,
    double value,
    String unit,
    @Nullable String goal,
    @Nullable String peer,
    @Nullable Double peerValue,
    @Nullable Double ratio,
    @Nullable Boolean met) {

  /** A figure that is only shown. */
  static Figure shown(String what, double value, String unit) {
    return new Figure(what, value, unit, null, null, null, null, null);
  }

  /** A figure with a goal of its own. */
  static Figure bounded(String what, double value, String unit, Goal goal) {
    return new Figure(what, value, unit, goal.words(), null, null, null, goal.met(value, null));
  }

  /** A figure beside a peer's of the same run. */
  static Figure compared(
      String what, double value, String unit, String peer, double peerValue, @Nullable Goal goal) {
    double ratio = value / peerValue;
    return new Figure(
        what,
        value,
        unit,
        goal == null ? null : goal.words(),
        peer,
        peerValue,
        ratio,
        goal == null ? null : goal.met(value, ratio));
  }

  /** A number with as many digits as a reader needs. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value == Math.rint(value) && size < 1000
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 1 ? "%.2f" : "%.3f", value);
  }
}
