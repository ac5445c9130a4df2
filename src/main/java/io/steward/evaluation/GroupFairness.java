package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model does with one group of people.
 *
 * @param rows rows of the group
 * @param positives rows of the group whose true class is the positive one; 0 if the task has none
 * @param figures what was measured, by measure; a value is null where it cannot be said
 * @param note why something cannot be said; may be empty
 */
public record GroupFairness(
    String group, long rows, long positives, List<GroupFigure> figures, String note) {

  public GroupFairness {
    figures = figures == null ? List.of() : List.copyOf(figures);
  }

  /** A figure; null if this measure does not suit the task. */
  public @Nullable GroupFigure figure(GroupMeasure measure) {
    return figures.stream().filter(figure -> figure.measure() == measure).findFirst().orElse(null);
  }

  /** A value; null where it cannot be said. */
  public @Nullable Double value(GroupMeasure measure) {
    GroupFigure figure = figure(measure);
    return figure == null ? null : figure.value();
  }

  /** Share of rows that are answered with the positive class. */
  public @Nullable Double selectionRate() {
    return value(GroupMeasure.SELECTION_RATE);
  }

  /** Share of the positive rows that are found. */
  public @Nullable Double truePositiveRate() {
    return value(GroupMeasure.TRUE_POSITIVE_RATE);
  }

  /** Share of the negative rows that are taken for positive. */
  public @Nullable Double falsePositiveRate() {
    return value(GroupMeasure.FALSE_POSITIVE_RATE);
  }

  /** Share of the positive answers that are right. */
  public @Nullable Double precision() {
    return value(GroupMeasure.PRECISION);
  }

  /** The charter's primary metric on the group alone. */
  public @Nullable Double primary() {
    return value(GroupMeasure.PRIMARY);
  }
}
