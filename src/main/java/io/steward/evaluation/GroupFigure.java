package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A figure of one group.
 *
 * @param value null where it cannot be said
 * @param interval its 95 % interval; null where there is none
 * @param note why the value or its interval cannot be said, as the end of a sentence ("only 5 rows,
 *     at least 30 are needed"); may be empty
 */
public record GroupFigure(
    GroupMeasure measure, @Nullable Double value, @Nullable Interval interval, String note) {

  static GroupFigure unsaid(GroupMeasure measure, String because) {
    return new GroupFigure(measure, null, null, because);
  }
}
