package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A condition on one raw column.
 *
 * @param number the limit of {@code BELOW} and {@code AT_LEAST}; else null
 * @param text the level of {@code IS} and {@code IS_NOT}; else null
 * @param orMissing whether rows without a value meet it too; {@code AT_LEAST} and {@code BELOW}
 *     only
 */
public record SegmentCondition(
    String column, Kind kind, @Nullable Double number, @Nullable String text, boolean orMissing) {

  /** What is asked of the value. */
  public enum Kind {
    BELOW,
    AT_LEAST,
    IS,
    IS_NOT,
    MISSING,
    PRESENT
  }

  /** The condition in words, for example {@code age < 25}. */
  public String words() {
    return switch (kind) {
          case BELOW -> column + " < " + Grouping.written(Scale.number(number));
          case AT_LEAST -> column + " ≥ " + Grouping.written(Scale.number(number));
          case IS -> column + " = " + text;
          case IS_NOT -> column + " is not " + text;
          case MISSING -> column + " is missing";
          case PRESENT -> column + " is there";
        }
        + (orMissing ? " (or missing)" : "");
  }

  /** Whether this says at least all that the other says. */
  boolean implies(SegmentCondition other) {
    if (!column.equals(other.column) || kind != other.kind || orMissing != other.orMissing) {
      return false;
    }
    return switch (kind) {
      case BELOW -> Scale.number(number) <= Scale.number(other.number);
      case AT_LEAST -> Scale.number(number) >= Scale.number(other.number);
      case IS, IS_NOT, MISSING, PRESENT -> equals(other);
    };
  }
}
