package io.steward.training.algorithm;

import io.steward.bundle.LinearModel;
import io.steward.bundle.Link;
import io.steward.training.Cancellation;
import org.ejml.data.DMatrixRMaj;

/**
 * What linear least squares are solved from: XᵀX and Xᵀy of centred data, summed in the order of
 * the rows on one thread, so that the bits are the same everywhere.
 *
 * @param gram XᵀX, features × features
 * @param moments Xᵀy, one a feature
 * @param means of the features
 * @param mean of the target
 */
record CentredMoments(DMatrixRMaj gram, DMatrixRMaj moments, double[] means, double mean) {

  /** More features than this are refused: their products would take more than 200 MB. */
  private static final int MOST_FEATURES = 5000;

  /**
   * @throws UnsuitableDataException if there are too many features, or numbers too great
   */
  static CentredMoments of(TrainingData data, Cancellation cancellation) {
    if (data.features() > MOST_FEATURES) {
      throw new UnsuitableDataException(
          "This algorithm learns from up to %d features; here are %d. Leave out columns of many levels, or take another algorithm."
              .formatted(MOST_FEATURES, data.features()));
    }
    double[] means = means(data);
    double mean = 0;
    for (double value : data.y()) {
      mean += value / data.rows();
    }
    int n = data.features();
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    DMatrixRMaj moments = new DMatrixRMaj(n, 1);
    double[] centred = new double[n];
    for (int i = 0; i < data.rows(); i++) {
      cancellation.check();
      for (int j = 0; j < n; j++) {
        centred[j] = data.x()[i][j] - means[j];
      }
      accumulate(centred, data.y()[i] - mean, gram, moments);
    }
    for (int j = 0; j < n; j++) {
      if (!Double.isFinite(gram.data[j * n + j]) || !Double.isFinite(moments.data[j])) {
        throw new UnsuitableDataException(
            "The numbers of feature '%s' or of the target are too great to be squared. Scale them, or leave the column out."
                .formatted(data.featureNames().get(j)));
      }
      for (int k = 0; k < j; k++) {
        gram.data[k * n + j] = gram.data[j * n + k];
      }
    }
    return new CentredMoments(gram, moments, means, mean);
  }

  /** The model with these weights, one a feature. */
  FittedModel model(double[] weights) {
    double intercept = mean;
    for (int j = 0; j < weights.length; j++) {
      intercept -= weights[j] * means[j];
    }
    LinearModel model =
        new LinearModel(new double[][] {weights}, new double[] {intercept}, Link.IDENTITY);
    // Predicts as it was fitted, on centred data, so that the check against it means something.
    return new FittedModel(model, row -> new double[] {centred(row, weights)});
  }

  private double centred(double[] row, double[] weights) {
    double sum = mean;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * (row[j] - means[j]);
    }
    return sum;
  }

  private static double[] means(TrainingData data) {
    double[] means = new double[data.features()];
    for (double[] row : data.x()) {
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / data.rows();
      }
    }
    return means;
  }

  /** Adds one row to the lower triangle of XᵀX and to Xᵀy. */
  private static void accumulate(
      double[] row, double target, DMatrixRMaj gram, DMatrixRMaj moments) {
    int n = row.length;
    for (int j = 0; j < n; j++) {
      double value = row[j];
      moments.data[j] += value * target;
      for (int k = 0; k <= j; k++) {
        gram.data[j * n + k] += value * row[k];
      }
    }
  }
}
