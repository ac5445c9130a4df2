package io.steward.training.algorithm;

/** Scores into probabilities with the same bits on every machine, for use while learning. */
final class SoftOutputs {
  private SoftOutputs() {}

  static double sigmoid(double score) {
    if (score >= 0) {
      return 1 / (1 + StrictMath.exp(-score));
    }
    double e = StrictMath.exp(score);
    return e / (1 + e);
  }

  /**
   * Replaces scores by their softmax.
   *
   * @return the logarithm of the sum of the exponentials
   */
  static double softmax(double[] scores) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      greatest = Math.max(greatest, score);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = StrictMath.exp(scores[k] - greatest);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    return greatest + StrictMath.log(sum);
  }

  /** Scores of the classes that occur into probabilities: one score is the second class's. */
  static double[] probabilities(double[] scores) {
    if (scores.length == 1) {
      double p = sigmoid(scores[0]);
      return new double[] {1 - p, p};
    }
    softmax(scores);
    return scores;
  }
}
