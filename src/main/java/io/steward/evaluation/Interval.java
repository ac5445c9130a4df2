package io.steward.evaluation;

/**
 * A 95 % interval: of 100 intervals made so on other rows of the same kind, about 95 hold the true
 * value.
 */
public record Interval(double lower, double upper) {
  /** Whether both ends are the same: nothing moved, so it says nothing about chance. */
  boolean isPoint() {
    return lower == upper;
  }
}
