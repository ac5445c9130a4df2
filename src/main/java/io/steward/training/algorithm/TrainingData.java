package io.steward.training.algorithm;

import io.steward.charter.Charter.Task;
import java.util.Arrays;
import java.util.List;

/**
 * What an algorithm learns from. Held to be finite on construction, because the training library
 * takes NaN without a word and ruins the model.
 *
 * @param x one array a row, one number a feature
 * @param y the index of the class (0 to classes − 1), or the value in a regression
 * @param classes how many classes there are; 0 in a regression
 * @param featureNames one a feature, for messages
 */
public record TrainingData(double[][] x, double[] y, int classes, List<String> featureNames) {

  /**
   * @throws UnsuitableDataException if there are no rows or features, or a number is not finite
   */
  public TrainingData {
    if (x.length == 0) {
      throw new UnsuitableDataException("There are no rows to learn from.");
    }
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "There are " + x.length + " rows of features but " + y.length + " targets.");
    }
    if (featureNames.isEmpty()) {
      throw new UnsuitableDataException(
          "There are no features to learn from. Leave fewer columns out in the charter.");
    }
    for (int row = 0; row < x.length; row++) {
      checkRow(row, x[row], y[row], classes, featureNames);
    }
  }

  private static void checkRow(
      int row, double[] features, double target, int classes, List<String> names) {
    if (features.length != names.size()) {
      throw new IllegalArgumentException(
          "Row %d has %d features, expected %d.".formatted(row, features.length, names.size()));
    }
    for (int j = 0; j < features.length; j++) {
      if (!Double.isFinite(features[j])) {
        throw new UnsuitableDataException(
            "Feature '%s' is %s in row %d of the training part; only finite numbers can be learnt from. Clean the column, or leave it out in the charter."
                .formatted(names.get(j), features[j], row));
      }
    }
    boolean valid =
        classes == 0
            ? Double.isFinite(target)
            : target == Math.rint(target) && target >= 0 && target < classes;
    if (!valid) {
      throw new UnsuitableDataException(
          "The target is %s in row %d of the training part, which is not a %s."
              .formatted(target, row, classes == 0 ? "finite number" : "class"));
    }
  }

  /** How many rows there are. */
  public int rows() {
    return x.length;
  }

  /** How many features there are. */
  public int features() {
    return featureNames.size();
  }

  /** What this data is for. */
  public Task task() {
    return switch (classes) {
      case 0 -> Task.REGRESSION;
      case 2 -> Task.BINARY;
      default -> Task.MULTICLASS;
    };
  }

  /** The rows with these numbers, sharing the arrays of the rows. */
  public TrainingData select(int[] rows) {
    double[][] features = new double[rows.length][];
    double[] targets = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      features[i] = x[rows[i]];
      targets[i] = y[rows[i]];
    }
    return new TrainingData(features, targets, classes, featureNames);
  }

  /** The classes that do occur, ascending; empty in a regression. */
  public int[] presentClasses() {
    return classes == 0
        ? new int[0]
        : Arrays.stream(y).mapToInt(value -> (int) value).distinct().sorted().toArray();
  }
}
