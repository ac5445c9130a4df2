package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Map;

/**
 * Linear regression with an L1 and an L2 penalty on all weights but the intercept: weak features
 * get a weight of exactly zero. Minimised is Σ errors² / 2n + λ (α ‖w‖₁ + (1 − α)/2 ‖w‖²) for the
 * target scaled to a standard deviation of 1. Hyperparameters: {@code penalty}, λ as a share of the
 * least one at which all weights are zero (above 0, up to 1, default 0.01); {@code l1-share}, α
 * (above 0, up to 1, default 0.5; 1 is the lasso). Neither depends on the target's scale. Features
 * should be scaled.
 *
 * <p>Solved by coordinate descent with covariance updates (Friedman, Hastie and Tibshirani, 2010,
 * https://doi.org/10.18637/jss.v033.i01), for the reasons given at {@link RidgeRegression}. The
 * sweeps end when none moves a weight by more than 1e-10 of the target's spread, or after {@value
 * #MOST_SWEEPS}.
 */
public final class ElasticNet implements Algorithm {
  private static final int MOST_SWEEPS = 10_000;
  private static final double STILL = 1e-10;

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    PositiveWeight.refuse(hyperparameters);
    Hyperparameters given = new Hyperparameters(hyperparameters);
    double penalty = given.share("penalty", 0.01);
    double l1Share = given.share("l1-share", 0.5);
    CentredMoments sums = CentredMoments.of(data, cancellation);
    double greatest = 0;
    for (double moment : sums.moments().data) {
      greatest = Math.max(greatest, Math.abs(moment));
    }
    double spread = spread(data, sums.mean());
    // Both penalties for the target as it is, and times the rows, as the sums are not divided by
    // them. The first grows with the target's scale, the second does not.
    double l1 = penalty * greatest;
    double deviation = spread / Math.sqrt(data.rows());
    double l2 = deviation > 0 ? l1 * (1 - l1Share) / l1Share / deviation : 0;
    double[] weights = descend(sums, l1, l2, STILL * spread, cancellation);
    return sums.model(weights);
  }

  private static double[] descend(
      CentredMoments sums, double l1, double l2, double still, Cancellation cancellation) {
    double[] gram = sums.gram().data;
    int n = sums.means().length;
    double[] weights = new double[n];
    // Xᵀ(y − Xw), kept up to date with each weight that moves.
    double[] gradient = sums.moments().data.clone();
    double moved = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MOST_SWEEPS && moved > still; sweep++) {
      cancellation.check();
      moved = 0;
      for (int j = 0; j < n; j++) {
        double own = gram[j * n + j];
        // A constant feature has no say.
        double next = own > 0 ? shrunk(gradient[j] + own * weights[j], l1) / (own + l2) : 0;
        double step = next - weights[j];
        if (step != 0) {
          weights[j] = next;
          for (int k = 0; k < n; k++) {
            gradient[k] -= step * gram[j * n + k];
          }
          moved = Math.max(moved, Math.abs(step) * Math.sqrt(own));
        }
      }
    }
    return weights;
  }

  private static double shrunk(double value, double by) {
    return Math.signum(value) * Math.max(0, Math.abs(value) - by);
  }

  /** The norm of the centred target. */
  private static double spread(TrainingData data, double mean) {
    double squares = 0;
    for (double value : data.y()) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares);
  }
}
