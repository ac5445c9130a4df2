package io.steward.training.algorithm;

import io.steward.bundle.LinearModel;
import io.steward.bundle.Link;
import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;

/**
 * Logistic regression with an L2 penalty, two classes or more. Hyperparameters: {@code lambda}, the
 * penalty's weight (minimised is the summed log loss + lambda/2 · ‖w‖², default 1); {@code
 * max-iterations} (default 500); {@code positive-weight}. Features should be scaled.
 *
 * <p>The minimum is found by the training library's L-BFGS; the loss is {@link LogLoss}.
 */
public final class LogisticRegressionAlgorithm implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    Hyperparameters given = new Hyperparameters(hyperparameters);
    double lambda = given.number("lambda", 1, 0);
    int maxIterations = given.whole("max-iterations", 500, 1);
    double[] weights = PositiveWeight.rows(hyperparameters, data);
    ClassCodes codes = ClassCodes.of(data);
    LogLoss loss = new LogLoss(data.x(), codes.targets(), weights, lambda, cancellation);
    double[][] coefficients = loss.minimize(maxIterations);
    return codes.fitted(
        portable(coefficients, codes, data.features()), row -> scores(coefficients, row));
  }

  private static double[] scores(double[][] coefficients, double[] row) {
    double[] scores = new double[coefficients.length];
    for (int k = 0; k < scores.length; k++) {
      double sum = coefficients[k][row.length];
      for (int j = 0; j < row.length; j++) {
        sum += coefficients[k][j] * row[j];
      }
      scores[k] = sum;
    }
    return SoftOutputs.probabilities(scores);
  }

  private static LinearModel portable(double[][] coefficients, ClassCodes codes, int features) {
    int outputs = codes.binary() ? 1 : codes.classes();
    double[][] weights = new double[outputs][features];
    double[] intercepts = new double[outputs];
    Arrays.fill(intercepts, ClassCodes.NEVER);
    for (int k = 0; k < coefficients.length; k++) {
      int output = codes.binary() ? 0 : codes.present()[k];
      weights[output] = Arrays.copyOf(coefficients[k], features);
      intercepts[output] = coefficients[k][features];
    }
    return new LinearModel(weights, intercepts, codes.binary() ? Link.SIGMOID : Link.SOFTMAX);
  }
}
