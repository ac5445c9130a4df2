package io.steward.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.charter.Charter.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is measured on one group of people. Written in lower case with hyphens. */
public enum GroupMeasure {
  /** Share of the group's rows that are answered with the positive class. */
  SELECTION_RATE("selection rate"),
  /** Share of the group's positive rows that are found. */
  TRUE_POSITIVE_RATE("true positive rate"),
  /** Share of the group's negative rows that are taken for positive. */
  FALSE_POSITIVE_RATE("false positive rate"),
  /** Share of the positive answers for the group that are right. */
  PRECISION("precision"),
  /** Mean probability that was given minus the share that came true; 0 is right on average. */
  CALIBRATION("predicted minus observed"),
  /** Expected calibration error over ten bins, 0 to 1. */
  CALIBRATION_ERROR("calibration error"),
  /** Mean of predicted minus true value, in the target's unit. */
  MEAN_ERROR("mean error"),
  /** Mean of the errors' sizes, in the target's unit. */
  MEAN_ABSOLUTE_ERROR("mean absolute error"),
  /** The charter's primary metric on the group alone. */
  PRIMARY("primary metric");

  private final String words;

  GroupMeasure(String words) {
    this.words = words;
  }

  /** The name as people read it. */
  public String words() {
    return words;
  }

  /** The measures that mean something for a task, in the order in which they are shown. */
  static List<GroupMeasure> of(Task task) {
    return switch (task) {
      case BINARY ->
          List.of(
              SELECTION_RATE,
              TRUE_POSITIVE_RATE,
              FALSE_POSITIVE_RATE,
              PRECISION,
              CALIBRATION,
              CALIBRATION_ERROR,
              PRIMARY);
      case REGRESSION -> List.of(MEAN_ERROR, MEAN_ABSOLUTE_ERROR, PRIMARY);
      case MULTICLASS -> List.of(PRIMARY);
    };
  }

  /** The written form, for example {@code selection-rate}. */
  @JsonValue
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the written form. */
  @JsonCreator
  static GroupMeasure parse(String text) {
    return Arrays.stream(values())
        .filter(measure -> measure.written().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown measure '" + text + "'."));
  }
}
