package io.steward.training.algorithm;

import io.steward.bundle.LinearModel;
import io.steward.bundle.Link;
import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;
import smile.classification.LogisticRegression;

/**
 * Logistic regression with an L2 penalty, two classes or more. Hyperparameters: {@code lambda}, the
 * penalty's weight (minimised is the summed log loss + lambda/2 · ‖w‖², default 1); {@code
 * max-iterations} (default 500). Features should be scaled.
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
    LogisticRegression.Options options =
        new LogisticRegression.Options(
            given.number("lambda", 1, 0), 1e-7, given.whole("max-iterations", 500, 1));
    ClassCodes codes = ClassCodes.of(data);
    double[][] rows = data.x().clone();
    // One thread: the loss is a parallel sum, whose last bits depend on how the work is split. The
    // fit cannot be stopped, but it reads the rows at each step and fails without them.
    return FitThreads.run(
        1,
        cancellation,
        () ->
            codes.size() == 2
                ? twoClasses(LogisticRegression.binomial(rows, codes.codes(), options), codes)
                : manyClasses(LogisticRegression.multinomial(rows, codes.codes(), options), codes),
        () -> Arrays.fill(rows, new double[0]));
  }

  private static FittedModel twoClasses(LogisticRegression.Binomial model, ClassCodes codes) {
    double[] coefficients = model.coefficients();
    int features = coefficients.length - 1;
    double[] weights = Arrays.copyOf(coefficients, features);
    double intercept = coefficients[features];
    LinearModel portable;
    if (codes.binary()) {
      portable = new LinearModel(new double[][] {weights}, new double[] {intercept}, Link.SIGMOID);
    } else {
      // Two of several classes occur: a softmax over 0 and the score is the same sigmoid.
      double[][] all = new double[codes.classes()][features];
      double[] intercepts = new double[codes.classes()];
      Arrays.fill(intercepts, ClassCodes.NEVER);
      intercepts[codes.present()[0]] = 0;
      intercepts[codes.present()[1]] = intercept;
      all[codes.present()[1]] = weights;
      portable = new LinearModel(all, intercepts, Link.SOFTMAX);
    }
    return new FittedModel(
        portable,
        row -> {
          double[] probabilities = new double[2];
          model.predict(row, probabilities);
          return codes.outputs(probabilities);
        });
  }

  private static FittedModel manyClasses(LogisticRegression.Multinomial model, ClassCodes codes) {
    double[][] coefficients = model.coefficients();
    int features = coefficients[0].length - 1;
    double[][] weights = new double[codes.classes()][features];
    double[] intercepts = new double[codes.classes()];
    Arrays.fill(intercepts, ClassCodes.NEVER);
    for (int k = 0; k < coefficients.length; k++) {
      weights[codes.present()[k]] = Arrays.copyOf(coefficients[k], features);
      intercepts[codes.present()[k]] = coefficients[k][features];
    }
    // The last class is the library's reference: its score is zero.
    intercepts[codes.present()[codes.size() - 1]] = 0;
    return new FittedModel(
        new LinearModel(weights, intercepts, Link.SOFTMAX),
        row -> {
          double[] probabilities = new double[codes.size()];
          model.predict(row, probabilities);
          return codes.outputs(probabilities);
        });
  }
}
