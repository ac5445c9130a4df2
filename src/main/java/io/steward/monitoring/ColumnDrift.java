package io.steward.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * Whether one column of the served rows still looks as it did when the model was made.
 *
 * @param column the raw column, or {@link DriftAssessor#PREDICTION}
 * @param test what was tested, in words
 * @param chance the chance of so large a difference without any drift, corrected for the number of
 *     columns (Holm); null if nothing could be tested
 * @param distance total variation distance: the share of rows that would have to change for the two
 *     spreads to be equal, 0 to 1. In small samples it is never near 0
 * @param missing share of served rows without a value, 0 to 1
 * @param referenceMissing the same when the model was made
 * @param unseen share of served rows with a text that training never saw, 0 to 1
 * @param verdict the judgement
 */
public record ColumnDrift(
    String column,
    String test,
    @Nullable Double chance,
    double distance,
    double missing,
    double referenceMissing,
    double unseen,
    Verdict verdict) {

  /** The judgement of a column. */
  public enum Verdict {
    /** No difference beyond chance. */
    STABLE,
    /** A difference beyond chance, but too small to matter. */
    SMALL_CHANGE,
    /** A difference beyond chance and of a size that matters. */
    DRIFTED,
    /** Nothing could be tested: there are too few rows. */
    UNKNOWN
  }
}
