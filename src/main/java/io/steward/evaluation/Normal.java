package io.steward.evaluation;

/** The standard normal distribution. */
public final class Normal {
  private Normal() {}

  /**
   * The probability of a value below z. Complementary error function by Chebyshev fitting
   * (Numerical Recipes, {@code erfcc}); the relative error is below 1.2e-7.
   */
  public static double below(double z) {
    if (Double.isNaN(z)) {
      return Double.NaN;
    }
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + x / 2);
    double[] coefficients = {
      0.17087277,
      -0.82215223,
      1.48851587,
      -1.13520398,
      0.27886807,
      -0.18628806,
      0.09678418,
      0.37409196,
      1.00002368,
      -1.26551223
    };
    double polynomial = 0;
    for (double coefficient : coefficients) {
      polynomial = polynomial * t + coefficient;
    }
    double tail = t * StrictMath.exp(-x * x + polynomial) / 2;
    return z < 0 ? tail : 1 - tail;
  }
}
