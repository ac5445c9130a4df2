package io.steward.features;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Features and outcomes of the training rows, in the order of the source. The arrays are shared:
 * treat them as read-only.
 *
 * @param x one array a row, in the order of {@code featureNames}. Where a feature was made with the
 *     target, a row's number comes from the other folds
 * @param y the class's number (in the order of {@code Split.classes}) or the value
 * @param folds the fold of each row, from 0
 * @param views what each round of cross-validation may see
 */
public record FeatureMatrix(
    double[][] x, double[] y, int[] folds, List<String> featureNames, FoldViews views) {
  public FeatureMatrix {
    featureNames = List.copyOf(featureNames);
    if (x.length != y.length || x.length != folds.length) {
      throw new IllegalArgumentException(
          "Features, outcomes and folds differ in rows: "
              + x.length
              + ", "
              + y.length
              + ", "
              + folds.length
              + ".");
    }
  }

  /** Features that do not look at the target: the same in every round. */
  public FeatureMatrix(double[][] x, double[] y, int[] folds, List<String> featureNames) {
    this(x, y, folds, featureNames, FoldViews.same(x, featureNames));
  }

  /** The number of rows. */
  public int rows() {
    return x.length;
  }

  /** The number of features. */
  public int features() {
    return featureNames.size();
  }

  /** The number of folds. */
  public int foldCount() {
    return Arrays.stream(folds).max().orElse(-1) + 1;
  }

  /** The rows with these numbers, in this order, with what each round may see of them. */
  public FeatureMatrix select(int[] rows) {
    return new FeatureMatrix(
        FoldViews.select(x, rows),
        Arrays.stream(rows).mapToDouble(row -> y[row]).toArray(),
        Arrays.stream(rows).map(row -> folds[row]).toArray(),
        featureNames,
        views.select(rows));
  }

  /**
   * One round of cross-validation: learn from some rows, be scored on the rows of a fold, with
   * features none of which was made with the targets of that fold.
   */
  public Round round(int fold) {
    return new Round(views.of(fold), training(fold), test(fold));
  }

  /** The rows that the round of a fold learns from, ascending. */
  public int[] training(int fold) {
    return rows(fold, false).filter(row -> views.learnsFrom(folds[row], fold)).toArray();
  }

  /** The rows of a fold, ascending. */
  public int[] test(int fold) {
    return rows(fold, true).toArray();
  }

  private IntStream rows(int fold, boolean inside) {
    return IntStream.range(0, folds.length).filter(row -> (folds[row] == fold) == inside);
  }

  /**
   * @param view the features of all rows in this round
   * @param training the rows to learn from
   * @param test the rows to be scored on
   */
  public record Round(FoldViews.View view, int[] training, int[] test) {}
}
