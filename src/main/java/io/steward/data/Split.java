package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.charter.SplitPlan;
import java.util.List;

/**
 * A snapshot in two parts: training, which everybody may read, and the sealed holdout, which only
 * the evaluation can open, each time on record. The parts depend only on the rows and the seed.
 * Rows that are equal in everything but the columns left out of learning lie on the same side. Rows
 * without a value in the target are in neither.
 *
 * @param snapshot the digest of the snapshot's canonical JSON
 * @param training the digest of the Parquet blob with the training rows: the columns of the
 *     snapshot, {@code steward_row} and {@code steward_fold}
 * @param sealedHoldout the digest of the encrypted blob with the holdout rows
 * @param holdoutShare the share that was aimed at, between 0 and 1
 * @param folds the number of folds for cross-validation
 * @param method how rows were assigned, in a sentence
 * @param classes the classes in the order in which they are numbered: for a binary task the
 *     positive class is the second; empty for regression
 * @param by what decided on which side a row lies
 */
public record Split(
    Digest snapshot,
    Digest training,
    Digest sealedHoldout,
    long trainingRows,
    long holdoutRows,
    double holdoutShare,
    int folds,
    String method,
    long seed,
    List<String> classes,
    SplitPlan.By by) {
  /** The extra column of the training Parquet that holds the fold, from 0 to folds − 1. */
  public static final String FOLD = "steward_fold";

  public Split {
    classes = List.copyOf(classes);
  }

  /** The part that may be learnt from. */
  public TrainingPart trainingPart() {
    return new TrainingPart(training, trainingRows, folds, classes, by == SplitPlan.By.TIME);
  }
}
