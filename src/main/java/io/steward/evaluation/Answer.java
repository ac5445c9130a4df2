package io.steward.evaluation;

import io.steward.bundle.Predictions;

/**
 * The one number of an answer that is explained: the probability of a class, or the value of a
 * regression.
 *
 * @param of the index of the class; −1 in a regression
 */
record Answer(int of) {
  static final Answer VALUE = new Answer(-1);

  /** The number of each row. */
  double[] in(Predictions predictions) {
    if (of < 0) {
      return predictions.values();
    }
    double[] numbers = new double[predictions.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = predictions.probabilities()[row][of];
    }
    return numbers;
  }
}
