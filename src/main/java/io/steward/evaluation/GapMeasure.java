package io.steward.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.charter.Charter.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far groups lie apart: the largest minus the smallest value, or the smallest by the largest.
 * Definitions are Fairlearn's. Written in lower case with hyphens.
 */
public enum GapMeasure {
  /** Of selection rates. */
  DEMOGRAPHIC_PARITY_DIFFERENCE(GroupMeasure.SELECTION_RATE, false),
  /** Of selection rates; under four fifths it is commonly taken for adverse impact. */
  DEMOGRAPHIC_PARITY_RATIO(GroupMeasure.SELECTION_RATE, true),
  /** Of true positive rates. */
  EQUAL_OPPORTUNITY_DIFFERENCE(GroupMeasure.TRUE_POSITIVE_RATE, false),
  /** Of true positive rates. */
  EQUAL_OPPORTUNITY_RATIO(GroupMeasure.TRUE_POSITIVE_RATE, true),
  /** Of false positive rates. */
  FALSE_POSITIVE_DIFFERENCE(GroupMeasure.FALSE_POSITIVE_RATE, false),
  /** Of false positive rates. */
  FALSE_POSITIVE_RATIO(GroupMeasure.FALSE_POSITIVE_RATE, true),
  /** The larger of the differences of true and false positive rates. */
  EQUALIZED_ODDS_DIFFERENCE(null, false),
  /** The smaller of the ratios of true and false positive rates. */
  EQUALIZED_ODDS_RATIO(null, true),
  /** Of precisions. */
  PREDICTIVE_PARITY_DIFFERENCE(GroupMeasure.PRECISION, false),
  /** Of precisions. */
  PREDICTIVE_PARITY_RATIO(GroupMeasure.PRECISION, true),
  /** Of predicted minus observed. */
  CALIBRATION_DIFFERENCE(GroupMeasure.CALIBRATION, false),
  /** Of mean errors, in the target's unit. */
  MEAN_ERROR_DIFFERENCE(GroupMeasure.MEAN_ERROR, false),
  /** Of mean absolute errors, in the target's unit. */
  MEAN_ABSOLUTE_ERROR_DIFFERENCE(GroupMeasure.MEAN_ABSOLUTE_ERROR, false),
  /** Of the primary metric. */
  PRIMARY_DIFFERENCE(GroupMeasure.PRIMARY, false);

  private final @Nullable GroupMeasure of;
  private final boolean ratio;

  GapMeasure(@Nullable GroupMeasure of, boolean ratio) {
    this.of = of;
    this.ratio = ratio;
  }

  /** What the groups are compared by; null if by two measures at once. */
  @Nullable GroupMeasure of() {
    return of;
  }

  /** Whether it is a ratio, of which 1 is the best, and not a difference, of which 0 is. */
  public boolean ratio() {
    return ratio;
  }

  /** The gaps that mean something for a task, in the order in which they are shown. */
  static List<GapMeasure> of(Task task) {
    List<GroupMeasure> measures = GroupMeasure.of(task);
    return Arrays.stream(values())
        .filter(gap -> gap.of == null ? task == Task.BINARY : measures.contains(gap.of))
        .toList();
  }

  /** The written form, for example {@code demographic-parity-ratio}. */
  @JsonValue
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the written form. */
  @JsonCreator
  static GapMeasure parse(String text) {
    return Arrays.stream(values())
        .filter(measure -> measure.written().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown gap '" + text + "'."));
  }
}
