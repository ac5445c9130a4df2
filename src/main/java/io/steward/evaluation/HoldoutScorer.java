package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.data.Split;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.List;

/** Has a model answer for the holdout and puts the truth beside it. */
public final class HoldoutScorer {
  private HoldoutScorer() {}

  /**
   * Scores the holdout.
   *
   * @param holdout the opened holdout, with all columns of the snapshot
   * @param scorer the model, for example {@code onnxScorer::score}
   * @param threshold the probability from which the model answers with the positive class, as
   *     chosen in training; used in binary tasks only
   * @throws IllegalArgumentException if the target is not there, or holds something that training
   *     never saw
   */
  public static Scored score(
      Charter charter, Split split, RawTable holdout, RowScorer scorer, double threshold) {
    String target = charter.target().column();
    if (!holdout.has(target)) {
      throw new IllegalArgumentException(
          "The holdout has no target column '%s'. Split the data again.".formatted(target));
    }
    double[] truth =
        charter.task() == Task.REGRESSION
            ? values(holdout, target)
            : classes(holdout, target, split.classes());
    return new Scored(holdout, truth, scorer.score(holdout), split.classes(), threshold);
  }

  private static double[] values(RawTable holdout, String target) {
    double[] values = holdout.numbers(target);
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            "Row %d of the holdout has no number in the target column '%s'. Split the data again."
                .formatted(row + 1, target));
      }
    }
    return values;
  }

  private static double[] classes(RawTable holdout, String target, List<String> classes) {
    boolean number = holdout.kind(target) == ColumnKind.NUMBER;
    double[] truth = new double[holdout.rows()];
    for (int row = 0; row < truth.length; row++) {
      int index =
          number
              ? indexOf(holdout.numbers(target)[row], classes)
              : classes.indexOf(holdout.texts(target)[row]);
      if (index < 0) {
        throw new IllegalArgumentException(
            ("Row %d of the holdout has a class in the target column '%s' that is none of %s."
                    + " Split the data again.")
                .formatted(row + 1, target, classes));
      }
      truth[row] = index;
    }
    return truth;
  }

  /** A class that is written as a number is the same class however the number is written. */
  private static int indexOf(double value, List<String> classes) {
    for (int index = 0; index < classes.size(); index++) {
      if (number(classes.get(index)) == value) {
        return index;
      }
    }
    return -1;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
