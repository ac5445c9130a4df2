package io.steward.evaluation;

import io.steward.metrics.Outcomes;

/**
 * Two errors of each row. They are 0 on average in every part of the population if the
 * probabilities of a classifier are right, however unsure it is: what the model admits is no
 * weakness.
 *
 * @param loss classification: squared error of the probabilities (Brier) minus what the
 *     probabilities themselves let expect; regression: absolute error
 * @param bias what was true minus what was given: of the positive class, of the answered class or
 *     of the value
 * @param lossVariance what the probabilities let the loss vary by, if they are right; 0 for values,
 *     where nothing is known before
 * @param biasVariance the same of the bias
 * @param size mean squared error of the probabilities, or mean absolute error: what a loss is
 *     compared with
 * @param probability whether the bias is one of probabilities
 */
record RowErrors(
    double[] loss,
    double[] bias,
    double[] lossVariance,
    double[] biasVariance,
    double size,
    boolean probability) {

  static RowErrors of(Outcomes outcomes) {
    int rows = outcomes.rows();
    double[] loss = new double[rows];
    double[] bias = new double[rows];
    double[] lossVariance = new double[rows];
    double[] biasVariance = new double[rows];
    double size = 0;
    double[] truth = outcomes.truth();
    boolean probability = outcomes.classes() > 0;
    int[] answers = outcomes.answers();
    for (int row = 0; row < rows; row++) {
      if (!probability) {
        bias[row] = truth[row] - outcomes.values()[row];
        loss[row] = Math.abs(bias[row]);
        size += loss[row] / rows;
        continue;
      }
      double[] given = outcomes.probabilities()[row];
      int watched = outcomes.binary() ? 1 : answers[row];
      bias[row] = (truth[row] == watched ? 1 : 0) - given[watched];
      // Both classes of a binary task err by the same: one of them is counted, as Brier does.
      double share = outcomes.binary() ? 0.5 : 1;
      double squared = 0;
      double expected = 0;
      double squares = 0;
      double cubes = 0;
      for (int index = 0; index < given.length; index++) {
        double error = (truth[row] == index ? 1 : 0) - given[index];
        squared += share * error * error;
        expected += share * given[index] * (1 - given[index]);
        squares += given[index] * given[index];
        cubes += given[index] * given[index] * given[index];
      }
      loss[row] = squared - expected;
      // The squared error is share · (1 − 2·p of what came true + Σ p²): only one part of it
      // varies.
      lossVariance[row] = 4 * share * share * Math.max(0, cubes - squares * squares);
      biasVariance[row] = given[watched] * (1 - given[watched]);
      size += squared / rows;
    }
    return new RowErrors(loss, bias, lossVariance, biasVariance, size, probability);
  }
}
