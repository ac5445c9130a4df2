package io.steward.bundle;

/**
 * What a model said about rows, in their order. What does not apply to the task is empty.
 *
 * @param labels one class a row; empty for regression
 * @param probabilities one array a row, in the order of the classes; empty for regression
 * @param values one value a row, in the unit of the target; empty for classification
 */
public record Predictions(String[] labels, double[][] probabilities, double[] values) {

  /** How many rows were scored. */
  public int rows() {
    return labels.length + values.length;
  }

  /** The probability of the positive class, a row; binary tasks only. */
  public double[] positive() {
    double[] positive = new double[probabilities.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = probabilities[i][1];
    }
    return positive;
  }
}
