package io.steward.training.algorithm;

import io.steward.bundle.LinearModel;
import io.steward.bundle.Link;
import io.steward.training.Cancellation;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Linear regression with an L2 penalty on all weights but the intercept. Hyperparameter: {@code
 * lambda}, the penalty's weight (minimised is the sum of squared errors + lambda · ‖w‖², above 0,
 * default 1). Features should be scaled.
 *
 * <p>Solved by a Cholesky factorisation of XᵀX + λI on centred data (Hoerl and Kennard, 1970). Not
 * with the training library's ridge: that needs a native BLAS, which differs between machines and
 * would have to be installed; at the sizes of a design matrix here plain Java is as quick and gives
 * the same bits everywhere.
 */
public final class RidgeRegression implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    double lambda = new Hyperparameters(hyperparameters).number("lambda", 1, 1e-12);
    double[] means = means(data);
    double mean = 0;
    for (double value : data.y()) {
      mean += value / data.rows();
    }
    DMatrixRMaj gram = new DMatrixRMaj(data.features(), data.features());
    DMatrixRMaj moments = new DMatrixRMaj(data.features(), 1);
    double[] centred = new double[data.features()];
    for (int i = 0; i < data.rows(); i++) {
      cancellation.check();
      for (int j = 0; j < centred.length; j++) {
        centred[j] = data.x()[i][j] - means[j];
      }
      accumulate(centred, data.y()[i] - mean, gram, moments);
    }
    double[] weights = solve(gram, moments, lambda);
    double intercept = mean;
    for (int j = 0; j < weights.length; j++) {
      intercept -= weights[j] * means[j];
    }
    LinearModel model =
        new LinearModel(new double[][] {weights}, new double[] {intercept}, Link.IDENTITY);
    // Predicts as it was fitted, on centred data, so that the check against it means something.
    double centre = mean;
    return new FittedModel(model, row -> new double[] {centred(row, means, weights, centre)});
  }

  private static double centred(double[] row, double[] means, double[] weights, double centre) {
    double sum = centre;
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

  private static double[] solve(DMatrixRMaj gram, DMatrixRMaj moments, double lambda) {
    int n = gram.numRows;
    for (int j = 0; j < n; j++) {
      gram.data[j * n + j] += lambda;
      for (int k = 0; k < j; k++) {
        gram.data[k * n + j] = gram.data[j * n + k];
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
    DMatrixRMaj weights = new DMatrixRMaj(n, 1);
    if (!solver.setA(gram)) {
      throw new UnsuitableDataException(
          "The features are too close to being linearly dependent for lambda = "
              + lambda
              + ". Use a greater lambda, or leave out columns that say the same.");
    }
    solver.solve(moments, weights);
    return weights.data.clone();
  }
}
