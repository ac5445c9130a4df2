package io.steward.training;

import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.training.LearnabilityReport.CurvePoint;
import io.steward.training.LearnabilityReport.MoreData;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a quick model gets better with more rows: trained on 20, 40, 60 and 80 % of the rows of the
 * other folds, always scored on the same held-out fold; the scores with all rows are known. The
 * parts lie within each other and are drawn by the charter's seed.
 */
final class LearningCurve {
  private static final double[] SHARES = {0.2, 0.4, 0.6, 0.8};

  /** A gain of less than this part of what the model has over the baseline is none. */
  private static final double NEGLIGIBLE = 0.05;

  private final CrossValidation folds;
  private final FeatureMatrix matrix;

  LearningCurve(CrossValidation folds, FeatureMatrix matrix) {
    this.folds = folds;
    this.matrix = matrix;
  }

  /**
   * The points, fewest rows first. A share that cannot be learnt from in a fold that all rows can
   * be learnt from (a class is missing in it, for example) has none; there may be no points at all.
   *
   * @param all the fold scores with all rows, which are known
   */
  List<CurvePoint> points(Algorithm algorithm, Candidate candidate, List<Double> all) {
    List<CurvePoint> points = new ArrayList<>();
    for (double share : SHARES) {
      CrossValidation some = folds.learningFrom(share);
      try {
        List<Double> scores =
            some.score(algorithm, candidate, Cancellation.never(), Progress.UNHEARD).foldScores();
        points.add(new CurvePoint(rows(some), scores));
      } catch (UnsuitableDataException e) {
        // Too little to learn from says the same as no point.
      }
    }
    points.add(new CurvePoint(rows(folds), all));
    int most = points.stream().mapToInt(point -> point.foldScores().size()).max().orElse(0);
    return points.stream().filter(point -> point.foldScores().size() == most).toList();
  }

  /** How many rows a round learns from, on average over those that learn from any. */
  private long rows(CrossValidation some) {
    return Math.round(
        IntStream.range(0, matrix.foldCount())
            .map(fold -> some.learnt(fold).length)
            .filter(count -> count > 0)
            .average()
            .orElse(0));
  }

  /**
   * Would more rows help? Compared are the same folds with 60 % and with all of the rows. Yes: the
   * gain is greater than two standard errors. No: even the gain plus two standard errors is less
   * than a twentieth of what the model has over the baseline. Perhaps: anything between, and where
   * there are too few points.
   */
  static MoreData moreData(Metric metric, double baseline, List<CurvePoint> points) {
    if (points.size() < 3) {
      return MoreData.PERHAPS;
    }
    CurvePoint last = points.getLast();
    List<Double> before = points.get(points.size() - 3).foldScores();
    int sign = metric.higherIsBetter() ? 1 : -1;
    Spread change = Spread.ofChange(before, last.foldScores());
    double mean = sign * change.mean();
    double error = change.standardError();
    if (mean > 2 * error && mean > 0) {
      return MoreData.YES;
    }
    double reached = sign * (last.score() - baseline);
    return mean + 2 * error < NEGLIGIBLE * reached ? MoreData.NO : MoreData.PERHAPS;
  }
}
