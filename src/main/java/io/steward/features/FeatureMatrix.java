package io.steward.features;

import java.util.List;

/**
 * Features and outcomes of the training rows, in the order of the source. The arrays are shared:
 * treat them as read-only.
 *
 * @param x one array a row, in the order of {@code featureNames}
 * @param y the class's number (in the order of {@code Split.classes}) or the value
 * @param folds the fold of each row, from 0
 */
public record FeatureMatrix(double[][] x, double[] y, int[] folds, List<String> featureNames) {
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

  /** The number of rows. */
  public int rows() {
    return x.length;
  }

  /** The number of features. */
  public int features() {
    return featureNames.size();
  }
}
