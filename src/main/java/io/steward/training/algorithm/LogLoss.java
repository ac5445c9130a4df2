package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Arrays;
import smile.math.BFGS;
import smile.util.function.DifferentiableMultivariateFunction;

/**
 * The penalised log loss of linear scores, to be minimised: Σ weight · −Σ<sub>k</sub>
 * target<sub>k</sub> · log p<sub>k</sub> + lambda/2 · ‖w‖², intercepts not penalised. With one
 * score p is its sigmoid, with more their softmax. Summed in the order of the rows and with
 * StrictMath, so that the bits are the same on every machine and at any number of threads, which
 * those of the library's own logistic regression are not; it also can be stopped.
 */
final class LogLoss implements DifferentiableMultivariateFunction {
  private static final int MEMORY = 5;
  private static final double TOLERANCE = 1e-7;
  private static final int POLLED_ROWS = 500;

  private final double[][] x;
  private final double[][] targets;
  private final double[] weights;
  private final double lambda;
  private final int scores;
  private final int features;
  private final Cancellation cancellation;

  /**
   * @param targets one row a row of features: the share of the second class, or one share a class
   * @param weights one a row
   */
  LogLoss(
      double[][] x,
      double[][] targets,
      double[] weights,
      double lambda,
      Cancellation cancellation) {
    this.x = x;
    this.targets = targets;
    this.weights = weights;
    this.lambda = lambda;
    this.scores = targets[0].length;
    this.features = x[0].length;
    this.cancellation = cancellation;
  }

  /**
   * Finds the weights and intercepts.
   *
   * @return one row a score: the weights, then the intercept
   * @throws UnsuitableDataException if the numbers grow beyond all bounds
   */
  double[][] minimize(int maxIterations) {
    double[] flat = new double[scores * (features + 1)];
    BFGS.minimize(this, MEMORY, flat, TOLERANCE, maxIterations);
    for (double value : flat) {
      if (!Double.isFinite(value)) {
        throw new UnsuitableDataException(
            "The weights grew beyond all bounds. Scale the features, or use a greater lambda.");
      }
    }
    double[][] coefficients = new double[scores][];
    for (int k = 0; k < scores; k++) {
      coefficients[k] = Arrays.copyOfRange(flat, k * (features + 1), (k + 1) * (features + 1));
    }
    return coefficients;
  }

  @Override
  public double f(double[] coefficients) {
    return g(coefficients, new double[coefficients.length]);
  }

  @Override
  public double g(double[] coefficients, double[] gradient) {
    Arrays.fill(gradient, 0);
    double[] p = new double[scores];
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      if (i % POLLED_ROWS == 0) {
        cancellation.check();
      }
      scores(coefficients, x[i], p);
      loss += weights[i] * loss(p, targets[i]);
      for (int k = 0; k < scores; k++) {
        double error = weights[i] * (p[k] - targets[i][k]);
        int from = k * (features + 1);
        for (int j = 0; j < features; j++) {
          gradient[from + j] += error * x[i][j];
        }
        gradient[from + features] += error;
      }
    }
    return loss + penalty(coefficients, gradient);
  }

  private double penalty(double[] coefficients, double[] gradient) {
    double squares = 0;
    for (int k = 0; k < scores; k++) {
      int from = k * (features + 1);
      for (int j = from; j < from + features; j++) {
        squares += coefficients[j] * coefficients[j];
        gradient[j] += lambda * coefficients[j];
      }
    }
    return lambda / 2 * squares;
  }

  private void scores(double[] coefficients, double[] row, double[] out) {
    for (int k = 0; k < scores; k++) {
      int from = k * (features + 1);
      double sum = coefficients[from + features];
      for (int j = 0; j < features; j++) {
        sum += coefficients[from + j] * row[j];
      }
      out[k] = sum;
    }
  }

  /** The loss of one row; turns the scores into probabilities on the way. */
  private static double loss(double[] p, double[] target) {
    if (p.length == 1) {
      double score = p[0];
      p[0] = SoftOutputs.sigmoid(score);
      // log(1 + e^s) − t s, written so that nothing overflows.
      double positive = Math.max(0, score);
      return positive + StrictMath.log1p(StrictMath.exp(-Math.abs(score))) - target[0] * score;
    }
    double[] raw = p.clone();
    double logSum = SoftOutputs.softmax(p);
    double loss = 0;
    for (int k = 0; k < p.length; k++) {
      loss += target[k] * (logSum - raw[k]);
    }
    return loss;
  }
}
