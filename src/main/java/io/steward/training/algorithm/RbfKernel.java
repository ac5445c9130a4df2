package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.io.Serial;
import smile.math.kernel.GaussianKernel;

/**
 * The library's kernel exp(−gamma · ‖x − y‖²), with the same bits on every machine. It is asked all
 * the time while the library learns, so it is also where learning is stopped.
 */
final class RbfKernel extends GaussianKernel {
  @Serial private static final long serialVersionUID = 1L;

  private final double gamma;
  private final transient Cancellation cancellation;

  RbfKernel(double gamma, Cancellation cancellation) {
    super(Math.sqrt(0.5 / gamma), 1e-300, 1e300);
    this.gamma = gamma;
    this.cancellation = cancellation;
  }

  @Override
  public double k(double[] a, double[] b) {
    cancellation.check();
    return value(gamma, a, b);
  }

  static double value(double gamma, double[] a, double[] b) {
    double squares = 0;
    for (int j = 0; j < a.length; j++) {
      double apart = a[j] - b[j];
      squares += apart * apart;
    }
    return StrictMath.exp(-gamma * squares);
  }
}
