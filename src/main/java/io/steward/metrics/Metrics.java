package io.steward.metrics;

import io.steward.charter.Metric;
import java.util.Arrays;

/**
 * The value of each metric that a charter can name. Definitions are those of scikit-learn 1.9
 * (module {@code sklearn.metrics}) and agree with it to 1e-9, ties included, with one difference on
 * purpose: what cannot be said is NaN here, never 0 or 1.
 *
 * <p>NaN is the answer if there is no row; if the metric does not suit the outcomes; if a
 * prediction or a true value that counts is NaN; if AUC has only one class; if average precision or
 * recall has no positive row; if precision has no alarm; if F1 has neither; if R² has a constant
 * target.
 */
public final class Metrics {
  /** Probabilities are kept this far from 0 and 1 in the log loss: the machine epsilon, 2^-52. */
  static final double LOG_LOSS_CLIP = Math.ulp(1.0);

  private Metrics() {}

  /** The value of the metric, or NaN where it cannot be said. */
  public static double value(Metric metric, Outcomes outcomes) {
    double[] weights = new double[outcomes.rows()];
    Arrays.fill(weights, 1);
    return weighted(metric, outcomes).value(weights);
  }

  /** The metric with a weight a row, prepared once and cheap to ask often. */
  public static WeightedMetric weighted(Metric metric, Outcomes outcomes) {
    if (outcomes.rows() == 0 || !suits(metric, outcomes) || anyNaN(metric, outcomes)) {
      return weights -> Double.NaN;
    }
    double[] truth = outcomes.truth();
    return switch (metric) {
      case AUC -> new RankedScores(truth, outcomes.positive())::auc;
      case AVERAGE_PRECISION -> new RankedScores(truth, outcomes.positive())::averagePrecision;
      case ACCURACY -> accuracy(truth, outcomes.answers());
      case F1 -> f1(outcomes);
      case RECALL -> {
        int[] answers = outcomes.answers();
        yield weights -> Counts.of(truth, answers, 1, weights).recall();
      }
      case PRECISION -> {
        int[] answers = outcomes.answers();
        yield weights -> Counts.of(truth, answers, 1, weights).precision();
      }
      case BRIER, LOG_LOSS, MAE -> mean(terms(metric, outcomes));
      case EXPECTED_COST -> expectedCost(outcomes);
      case RMSE -> {
        WeightedMetric squared = mean(terms(metric, outcomes));
        yield weights -> Math.sqrt(squared.value(weights));
      }
      case R2 -> r2(truth, outcomes.values());
    };
  }

  private static boolean suits(Metric metric, Outcomes outcomes) {
    return switch (metric) {
      case RMSE, MAE, R2 -> outcomes.values().length != 0;
      case ACCURACY, F1, LOG_LOSS -> outcomes.classes() >= 2;
      case AUC, AVERAGE_PRECISION, RECALL, PRECISION, BRIER, EXPECTED_COST -> outcomes.binary();
    };
  }

  private static boolean anyNaN(Metric metric, Outcomes outcomes) {
    if (Arrays.stream(outcomes.truth()).anyMatch(Double::isNaN)) {
      return true;
    }
    return switch (metric) {
      case RMSE, MAE, R2 -> Arrays.stream(outcomes.values()).anyMatch(Double::isNaN);
      default ->
          Arrays.stream(outcomes.probabilities())
              .anyMatch(row -> Arrays.stream(row).anyMatch(Double::isNaN));
    };
  }

  private static WeightedMetric accuracy(double[] truth, int[] answers) {
    double[] right = new double[truth.length];
    for (int row = 0; row < right.length; row++) {
      right[row] = truth[row] == answers[row] ? 1 : 0;
    }
    return mean(right);
  }

  private static WeightedMetric f1(Outcomes outcomes) {
    double[] truth = outcomes.truth();
    int[] answers = outcomes.answers();
    if (outcomes.binary()) {
      return binaryF1(truth, answers);
    }
    int classes = outcomes.classes();
    // The mean over the classes that occur in the truth or in the answers.
    return weights -> {
      double sum = 0;
      int seen = 0;
      for (int index = 0; index < classes; index++) {
        double f1 = Counts.of(truth, answers, index, weights).f1();
        if (!Double.isNaN(f1)) {
          sum += f1;
          seen++;
        }
      }
      return seen == 0 ? Double.NaN : sum / seen;
    };
  }

  /** Without a branch a row, which would be most of the work. */
  private static WeightedMetric binaryF1(double[] truth, int[] answers) {
    double[] found = new double[truth.length];
    double[] either = new double[truth.length];
    for (int row = 0; row < found.length; row++) {
      double positive = truth[row] == 1 ? 1 : 0;
      found[row] = positive * answers[row];
      either[row] = positive + answers[row];
    }
    return weights -> {
      double hits = 0;
      double both = 0;
      for (int row = 0; row < found.length; row++) {
        hits += weights[row] * found[row];
        both += weights[row] * either[row];
      }
      return both > 0 ? 2 * hits / both : Double.NaN;
    };
  }

  /**
   * What a metric is the mean of (RMSE: the root of the mean), one term a row; NaN in every row
   * where the metric cannot be said.
   */
  static double[] terms(Metric metric, Outcomes outcomes) {
    double[] truth = outcomes.truth();
    if (!suits(metric, outcomes) || anyNaN(metric, outcomes)) {
      double[] unsaid = new double[truth.length];
      Arrays.fill(unsaid, Double.NaN);
      return unsaid;
    }
    return switch (metric) {
      case BRIER -> squaredErrors(truth, outcomes.positive());
      case LOG_LOSS -> logLosses(truth, outcomes.probabilities());
      case RMSE -> squaredErrors(truth, outcomes.values());
      case MAE -> absoluteErrors(truth, outcomes.values());
      default ->
          throw new IllegalArgumentException(
              "%s is not the mean of a term a row.".formatted(metric.written()));
    };
  }

  private static double[] logLosses(double[] truth, double[][] probabilities) {
    double[] losses = new double[truth.length];
    for (int row = 0; row < losses.length; row++) {
      double probability = probabilities[row][(int) truth[row]];
      losses[row] = -StrictMath.log(Math.clamp(probability, LOG_LOSS_CLIP, 1 - LOG_LOSS_CLIP));
    }
    return losses;
  }

  private static WeightedMetric expectedCost(Outcomes outcomes) {
    int[] answers = outcomes.answers();
    double[] truth = outcomes.truth();
    double[] costs = new double[answers.length];
    for (int row = 0; row < costs.length; row++) {
      if (answers[row] == 1 && truth[row] == 0) {
        costs[row] = outcomes.costs().falsePositive();
      } else if (answers[row] == 0 && truth[row] == 1) {
        costs[row] = outcomes.costs().falseNegative();
      }
    }
    return mean(costs);
  }

  private static WeightedMetric r2(double[] truth, double[] values) {
    double[] squared = squaredErrors(truth, values);
    WeightedMetric mean = mean(truth);
    return weights -> {
      double centre = mean.value(weights);
      double unexplained = 0;
      double total = 0;
      for (int row = 0; row < truth.length; row++) {
        double difference = truth[row] - centre;
        unexplained += weights[row] * squared[row];
        total += weights[row] * difference * difference;
      }
      return total > 0 ? 1 - unexplained / total : Double.NaN;
    };
  }

  private static WeightedMetric mean(double[] terms) {
    return weights -> {
      double sum = 0;
      double weight = 0;
      for (int row = 0; row < terms.length; row++) {
        sum += weights[row] * terms[row];
        weight += weights[row];
      }
      return weight > 0 ? sum / weight : Double.NaN;
    };
  }

  private static double[] squaredErrors(double[] truth, double[] values) {
    double[] errors = new double[truth.length];
    for (int row = 0; row < errors.length; row++) {
      errors[row] = (truth[row] - values[row]) * (truth[row] - values[row]);
    }
    return errors;
  }

  private static double[] absoluteErrors(double[] truth, double[] values) {
    double[] errors = new double[truth.length];
    for (int row = 0; row < errors.length; row++) {
      errors[row] = Math.abs(truth[row] - values[row]);
    }
    return errors;
  }
}
