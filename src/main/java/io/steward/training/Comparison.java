package io.steward.training;

import io.steward.charter.Metric;
import java.util.List;

/**
 * How far a candidate is behind the leader.
 *
 * <p>Both were scored on the same folds, and a fold that is hard is hard for both. So what counts
 * is the mean of the differences fold by fold, with its own standard error, which is far smaller
 * than that of either mean. Where a fold could not be scored for one of them, the scores do not
 * pair up, and the leader's standard error has to do.
 *
 * @param behind the mean difference, 0 or more unless the candidate is better, in the metric's unit
 * @param standardError of that difference
 * @param paired whether it comes from differences fold by fold
 */
record Comparison(double behind, double standardError, boolean paired) {

  static Comparison of(CandidateResult leader, CandidateResult candidate, Metric metric) {
    double sign = metric.higherIsBetter() ? 1 : -1;
    List<Double> ahead = leader.foldScores();
    List<Double> scores = candidate.foldScores();
    int folds = ahead.size();
    if (folds < 2 || folds != scores.size()) {
      return new Comparison(
          sign * (leader.score() - candidate.score()), leader.standardError(), false);
    }
    double[] differences = new double[folds];
    double sum = 0;
    for (int fold = 0; fold < folds; fold++) {
      differences[fold] = sign * (ahead.get(fold) - scores.get(fold));
      sum += differences[fold];
    }
    double mean = sum / folds;
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    return new Comparison(mean, Math.sqrt(squares / (folds - 1) / folds), true);
  }

  /** Whether the difference is within one standard error of itself. */
  boolean close() {
    return behind <= standardError;
  }
}
