package io.steward.training.algorithm;

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
    PositiveWeight.refuse(hyperparameters);
    double lambda = new Hyperparameters(hyperparameters).number("lambda", 1, 1e-12);
    CentredMoments sums = CentredMoments.of(data, cancellation);
    return sums.model(solve(sums.gram(), sums.moments(), lambda));
  }

  private static double[] solve(DMatrixRMaj gram, DMatrixRMaj moments, double lambda) {
    int n = gram.numRows;
    for (int j = 0; j < n; j++) {
      gram.data[j * n + j] += lambda;
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
