package io.steward.evaluation;

import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import java.util.Arrays;

/**
 * What an answer that is the same for every row would reach: a model that is no better is not worth
 * its trouble. Probabilities are the shares of the classes, values the mean; for metrics of
 * decisions it is the constant decision that costs least by the charter's error costs (binary) or
 * the most frequent class.
 */
final class Baselines {
  private Baselines() {}

  /** The metric's value for the constant answer, or NaN where it cannot be said. */
  static double value(Metric metric, Outcomes outcomes) {
    return outcomes.rows() == 0 ? Double.NaN : Metrics.value(metric, outcomes(metric, outcomes));
  }

  /** The constant answer for at least one row, beside what was true. */
  static Outcomes outcomes(Metric metric, Outcomes outcomes) {
    double[] truth = outcomes.truth();
    if (outcomes.classes() == 0) {
      double[] means = new double[truth.length];
      Arrays.fill(means, Arrays.stream(truth).average().orElse(Double.NaN));
      return Outcomes.ofValues(truth, means);
    }
    double[] answer = shares(truth, outcomes.classes());
    if (decides(metric)) {
      int decision = outcomes.binary() ? cheapest(answer, outcomes) : largest(answer);
      Arrays.fill(answer, 0);
      answer[decision] = 1;
    }
    double[][] answers = new double[truth.length][];
    Arrays.fill(answers, answer);
    return new Outcomes(truth, answers, new double[0], 0.5, outcomes.costs());
  }

  private static boolean decides(Metric metric) {
    return switch (metric) {
      case ACCURACY, F1, RECALL, PRECISION, EXPECTED_COST -> true;
      case AUC, AVERAGE_PRECISION, BRIER, LOG_LOSS, RMSE, MAE, R2 -> false;
    };
  }

  private static double[] shares(double[] truth, int classes) {
    double[] shares = new double[classes];
    for (double index : truth) {
      shares[(int) index] += 1.0 / truth.length;
    }
    return shares;
  }

  private static int cheapest(double[] shares, Outcomes outcomes) {
    double always = shares[0] * outcomes.costs().falsePositive();
    double never = shares[1] * outcomes.costs().falseNegative();
    return always < never ? 1 : 0;
  }

  private static int largest(double[] shares) {
    int largest = 0;
    for (int index = 1; index < shares.length; index++) {
      if (shares[index] > shares[largest]) {
        largest = index;
      }
    }
    return largest;
  }
}
