package io.steward.bundle;

/** What turns a model's raw scores into its outputs. */
public enum Link {
  /** The score is the output. */
  IDENTITY {
    @Override
    public void apply(double[] scores) {}
  },
  /** Each output is 1 / (1 + exp(−score)). */
  SIGMOID {
    @Override
    public void apply(double[] scores) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] = sigmoid(scores[i]);
      }
    }
  },
  /** The outputs are exp(score) over their sum, so that they add up to 1. */
  SOFTMAX {
    @Override
    public void apply(double[] scores) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (double score : scores) {
        greatest = Math.max(greatest, score);
      }
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        // Less the greatest, so that exp does not overflow; the quotient stays the same.
        scores[i] = Math.exp(scores[i] - greatest);
        sum += scores[i];
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] /= sum;
      }
    }
  };

  /** Replaces raw scores by outputs, in place. */
  public abstract void apply(double[] scores);

  private static double sigmoid(double score) {
    if (score >= 0) {
      return 1 / (1 + Math.exp(-score));
    }
    double e = Math.exp(score);
    return e / (1 + e);
  }
}
