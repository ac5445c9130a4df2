package io.steward.training.algorithm;

import io.steward.bundle.GaussianModel;
import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;

/**
 * Gaussian naive Bayes, two classes or more: each feature is normal within a class, and independent
 * of the others. Hyperparameters: {@code smoothing}, what is added to all variances, as a share of
 * the greatest variance of a feature (scikit-learn's {@code var_smoothing}; above 0, up to 1,
 * default 1e-9, which is too little where categories are encoded one by one: try 0.01 to 1); {@code
 * positive-weight}, which weighs the prior.
 *
 * <p>In closed form, not with the training library's class: that wants the distributions fitted
 * beforehand, has no floor for variances, and keeps the numbers that are exported to itself.
 */
public final class NaiveBayes implements Algorithm {
  /** A constant that gives its class a probability of zero, however far away a row lies. */
  private static final double NEVER = -1e250;

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    double smoothing = new Hyperparameters(hyperparameters).share("smoothing", 1e-9);
    double positive = PositiveWeight.of(hyperparameters, data);
    ClassCodes codes = ClassCodes.of(data);
    cancellation.check();
    int[] all = new int[data.rows()];
    Arrays.setAll(all, i -> i);
    Moments together = Moments.of(data, all);
    double greatest = Arrays.stream(together.variances()).max().orElseThrow();
    Moments[] classes = new Moments[codes.size()];
    double[] logPriors = new double[codes.size()];
    double weights = 0;
    for (int k = 0; k < classes.length; k++) {
      cancellation.check();
      int[] rows = codes.rowsOf(k);
      classes[k] = Moments.of(data, rows).plus(smoothing * greatest);
      logPriors[k] = rows.length * (codes.binary() && k == 1 ? positive : 1);
      weights += logPriors[k];
    }
    for (int k = 0; k < classes.length; k++) {
      logPriors[k] = StrictMath.log(logPriors[k] / weights);
    }
    boolean[] varies = new boolean[data.features()];
    for (int j = 0; j < varies.length; j++) {
      // A constant feature tells nothing; its variance, all floor, would shout down the others.
      varies[j] = together.variances()[j] > 0;
    }
    return codes.fitted(
        portable(classes, logPriors, varies, codes), row -> soft(classes, logPriors, varies, row));
  }

  private record Moments(double[] means, double[] variances) {
    static Moments of(TrainingData data, int[] rows) {
      double[] means = new double[data.features()];
      double[] variances = new double[data.features()];
      for (int row : rows) {
        for (int j = 0; j < means.length; j++) {
          means[j] += data.x()[row][j] / rows.length;
        }
      }
      for (int row : rows) {
        for (int j = 0; j < means.length; j++) {
          double apart = data.x()[row][j] - means[j];
          variances[j] += apart * apart / rows.length;
        }
      }
      for (int j = 0; j < means.length; j++) {
        if (!Double.isFinite(variances[j])) {
          throw new UnsuitableDataException(
              "The numbers of feature '%s' are too great to be squared. Scale it, or leave it out."
                  .formatted(data.featureNames().get(j)));
        }
      }
      return new Moments(means, variances);
    }

    Moments plus(double floor) {
      return new Moments(means, Arrays.stream(variances).map(v -> v + floor).toArray());
    }
  }

  private static double[] soft(
      Moments[] classes, double[] logPriors, boolean[] varies, double[] row) {
    double[] scores = logPriors.clone();
    for (int k = 0; k < scores.length; k++) {
      for (int j = 0; j < varies.length; j++) {
        if (varies[j]) {
          double variance = classes[k].variances()[j];
          double z = (row[j] - classes[k].means()[j]) / Math.sqrt(variance);
          scores[k] -= (z * z + StrictMath.log(variance)) / 2;
        }
      }
    }
    return SoftOutputs.probabilities(scores);
  }

  private static GaussianModel portable(
      Moments[] classes, double[] logPriors, boolean[] varies, ClassCodes codes) {
    double[] constants = new double[codes.classes()];
    Arrays.fill(constants, NEVER);
    double[][] centres = new double[codes.classes()][varies.length];
    double[][] curvatures = new double[codes.classes()][varies.length];
    for (int code = 0; code < classes.length; code++) {
      int k = codes.present()[code];
      centres[k] = classes[code].means();
      constants[k] = logPriors[code];
      for (int j = 0; j < varies.length; j++) {
        if (varies[j]) {
          double variance = classes[code].variances()[j];
          curvatures[k][j] = 0.5 / variance;
          constants[k] -= StrictMath.log(variance) / 2;
        }
      }
    }
    return new GaussianModel(constants, centres, curvatures);
  }
}
