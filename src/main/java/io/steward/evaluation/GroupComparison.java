package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The new model against the live one within one group of a protected attribute.
 *
 * @param column the protected attribute
 * @param group the group; "" where the attribute gives none
 * @param rows its rows in the holdout
 * @param challenger the primary metric of the new model within the group; null where it cannot be
 *     said
 * @param champion the same of the live model
 * @param difference how much better the new model is: positive is better whatever the metric's
 *     direction
 * @param lower lower end of the 95 % interval of the difference (paired bootstrap)
 * @param upper upper end of it
 * @param chance how likely a loss this large is where there is none, corrected for the number of
 *     groups (Holm)
 * @param note why nothing can be said; "" if something can
 */
public record GroupComparison(
    String column,
    String group,
    long rows,
    @Nullable Double challenger,
    @Nullable Double champion,
    @Nullable Double difference,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double chance,
    Verdict verdict,
    String note) {

  /** What is said of a group. */
  public enum Verdict {
    /** The new model is worse for it, beyond chance. */
    WORSE,
    /** The rows do not show that it is worse. */
    NOT_WORSE,
    /** The note says why. */
    CANNOT_BE_SAID
  }

  static GroupComparison unsaid(String column, String group, long rows, String because) {
    return new GroupComparison(
        column,
        group,
        rows,
        null,
        null,
        null,
        null,
        null,
        null,
        Verdict.CANNOT_BE_SAID,
        "It cannot be said, because " + because);
  }

  /** The group in words. */
  String words() {
    return "group '" + group + "' of '" + column + "'";
  }
}
