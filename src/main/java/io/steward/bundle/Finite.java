package io.steward.bundle;

/** Refuses numbers that no model may hold. */
final class Finite {
  /** Features are held within this, so that their squares and sums stay finite. */
  static final double BOUND = 1e100;

  private Finite() {}

  /** The number nearest to this one within the bound. */
  static double bounded(double value) {
    return Math.clamp(value, -BOUND, BOUND);
  }

  /** Throws {@link IllegalArgumentException} if a value is NaN or infinite. */
  static void check(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "The " + what + " must be finite numbers; number " + i + " is " + values[i] + ".");
      }
    }
  }
}
