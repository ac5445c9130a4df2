package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.LearnabilityReport.CurvePoint;
import io.steward.training.LearnabilityReport.MoreData;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How a quick model gets better with more rows: trained on 20, 40, 60, 80 and 100 % of the rows of
 * the other folds, always scored on the same held-out fold. The parts lie within each other and are
 * drawn by the charter's seed.
 */
final class LearningCurve {
  private static final double[] SHARES = {0.2, 0.4, 0.6, 0.8, 1.0};

  /** A gain of less than this part of what the model has over the baseline is none. */
  private static final double NEGLIGIBLE = 0.05;

  private final Charter charter;
  private final TrainingData data;
  private final int[] folds;

  LearningCurve(Charter charter, TrainingData data, int[] folds) {
    this.charter = charter;
    this.data = data;
    this.folds = folds;
  }

  /**
   * The points, fewest rows first. A share that cannot be learnt from (a class is missing in it,
   * for example) has none; there may be no points at all.
   */
  List<CurvePoint> points(Algorithm algorithm, Candidate candidate) {
    int[] order = shuffled();
    int count = Arrays.stream(folds).max().orElse(-1) + 1;
    List<CurvePoint> points = new ArrayList<>();
    for (double share : SHARES) {
      List<Double> scores = new ArrayList<>();
      long rows = 0;
      for (int fold = 0; fold < count; fold++) {
        int held = fold;
        int[] others = Arrays.stream(order).filter(row -> folds[row] != held).toArray();
        int[] some = Arrays.copyOf(others, (int) Math.round(others.length * share));
        Arrays.sort(some);
        rows += some.length;
        try {
          double score = score(algorithm, candidate, some, held);
          if (Double.isFinite(score)) {
            scores.add(score);
          }
        } catch (UnsuitableDataException e) {
          // Too little to learn from says the same as no point.
        }
      }
      if (scores.size() == count && count > 1) {
        points.add(new CurvePoint(rows / count, List.copyOf(scores)));
      }
    }
    return points;
  }

  private int[] shuffled() {
    int[] order = IntStream.range(0, data.rows()).toArray();
    SplittableRandom random = new SplittableRandom(charter.seed());
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private double score(Algorithm algorithm, Candidate candidate, int[] rows, int fold) {
    int[] held = IntStream.range(0, folds.length).filter(row -> folds[row] == fold).toArray();
    FittedModel model =
        algorithm.fit(
            data.select(rows),
            candidate.hyperparameters(),
            candidate.seed(),
            1,
            Cancellation.never());
    double[] truth = Arrays.stream(held).mapToDouble(row -> data.y()[row]).toArray();
    double[][] outputs = new double[held.length][];
    for (int i = 0; i < held.length; i++) {
      outputs[i] = model.portable().predict(data.x()[held[i]]);
    }
    Metric metric = charter.success().primary().metric();
    if (data.task() == Task.REGRESSION) {
      double[] values = Arrays.stream(outputs).mapToDouble(output -> output[0]).toArray();
      return Metrics.value(metric, Outcomes.ofValues(truth, values));
    }
    double[][] probabilities =
        data.task() == Task.BINARY
            ? Arrays.stream(outputs)
                .map(output -> new double[] {1 - output[0], output[0]})
                .toArray(double[][]::new)
            : outputs;
    double threshold =
        data.task() == Task.BINARY
            ? ThresholdChooser.choose(
                truth,
                Arrays.stream(probabilities).mapToDouble(row -> row[1]).toArray(),
                charter.costs())
            : 0.5;
    return Metrics.value(
        metric, new Outcomes(truth, probabilities, new double[0], threshold, charter.costs()));
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
    double[] gains =
        IntStream.range(0, before.size())
            .mapToDouble(fold -> sign * (last.foldScores().get(fold) - before.get(fold)))
            .toArray();
    double mean = Arrays.stream(gains).average().orElse(0);
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    double error = Math.sqrt(squares / (gains.length - 1) / gains.length);
    if (mean > 2 * error && mean > 0) {
      return MoreData.YES;
    }
    double reached = sign * (last.score() - baseline);
    return mean + 2 * error < NEGLIGIBLE * reached ? MoreData.NO : MoreData.PERHAPS;
  }
}
