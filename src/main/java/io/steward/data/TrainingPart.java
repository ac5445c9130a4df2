package io.steward.data;

import io.steward.artifact.Digest;
import java.util.List;

/**
 * Rows that may be learnt from, with their folds.
 *
 * @param parquet the digest of a Parquet blob that holds the columns of the snapshot, {@code
 *     steward_row} and {@code steward_fold}
 * @param rows the number of rows
 * @param folds the number of folds
 * @param classes the classes in the order in which they are numbered; empty for regression
 * @param inTime whether the folds follow one another in time, so that a fold may be learnt from by
 *     later ones only
 */
public record TrainingPart(
    Digest parquet, long rows, int folds, List<String> classes, boolean inTime) {
  public TrainingPart {
    classes = List.copyOf(classes);
  }
}
