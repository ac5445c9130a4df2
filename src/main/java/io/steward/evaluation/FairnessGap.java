package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * How far the groups of one attribute lie apart in one respect.
 *
 * @param value over the groups that can be judged; null where fewer than two can
 * @param interval 95 % interval of the difference (or ratio) of the two groups named; one that
 *     holds 0 (a ratio: 1) says that these rows do not tell the two apart. Null where there is none
 * @param lowest the group with the smallest value; null where the gap cannot be said
 * @param highest the group with the largest value; likewise
 * @param note which groups cannot be judged, and why; may be empty
 */
public record FairnessGap(
    GapMeasure measure,
    @Nullable Double value,
    @Nullable Interval interval,
    @Nullable String lowest,
    @Nullable String highest,
    String note) {

  /** Whether the gap can be said, and all groups could be judged. */
  public boolean complete() {
    return value != null && note.isEmpty();
  }
}
