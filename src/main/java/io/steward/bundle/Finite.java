package io.steward.bundle;

/** Refuses numbers that no model may hold. */
final class Finite {
  private Finite() {}

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
