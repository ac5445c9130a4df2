package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scores a candidate on rows that it did not learn from, fold by fold. A fold that cannot be learnt
 * without or cannot be scored (only one class left, for example) is left out; at least two must
 * remain.
 */
final class CrossValidation {

  /**
   * @param foldScores one a fold that could be scored, in the order of the folds
   * @param mean of the fold scores
   * @param standardError of that mean
   * @param threshold chosen on the predictions of all folds; 0.5 where the task is not binary
   * @param outOfFold the predictions that were scored
   */
  record Score(
      List<Double> foldScores,
      double mean,
      double standardError,
      double threshold,
      OutOfFold outOfFold) {}

  private final Charter charter;
  private final TrainingData data;
  private final FeatureMatrix matrix;
  private final int[] folds;
  private final int threads;
  private final double share;

  /**
   * @param matrix what each round may see; {@code data} must be of its rows
   * @param threads how many folds may be worked on at once
   */
  CrossValidation(Charter charter, TrainingData data, FeatureMatrix matrix, int threads) {
    this(charter, data, matrix, threads, 1);
  }

  private CrossValidation(
      Charter charter, TrainingData data, FeatureMatrix matrix, int threads, double share) {
    this.charter = charter;
    this.data = data;
    this.matrix = matrix;
    this.folds = matrix.folds();
    this.threads = threads;
    this.share = share;
  }

  /**
   * The same, but each round learns from this share of its rows only. They are drawn by the
   * charter's seed, and a smaller share lies within a greater one.
   */
  CrossValidation learningFrom(double shareOfRows) {
    return new CrossValidation(charter, data, matrix, threads, shareOfRows);
  }

  /** The rows that the round of a fold learns from, ascending. */
  int[] learnt(int fold) {
    int[] rows = matrix.training(fold);
    if (share == 1) {
      return rows;
    }
    int[] drawn = rows.clone();
    SplittableRandom random = new SplittableRandom(charter.seed());
    for (int i = drawn.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = drawn[i];
      drawn[i] = drawn[other];
      drawn[other] = kept;
    }
    int[] some = Arrays.copyOf(drawn, (int) Math.round(drawn.length * share));
    Arrays.sort(some);
    return some;
  }

  /**
   * @throws UnsuitableDataException if fewer than two folds can be scored
   */
  Score score(
      Algorithm algorithm, Candidate candidate, Cancellation cancellation, Progress progress) {
    int count = matrix.foldCount();
    double[][] predicted = new double[data.rows()][0];
    List<String> skipped = new ArrayList<>();
    List<int[]> scored = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, Math.max(1, count)));
    try {
      List<Future<double[][]>> tasks = new ArrayList<>();
      for (int fold = 0; fold < count; fold++) {
        int current = fold;
        tasks.add(workers.submit(() -> predict(algorithm, candidate, current, cancellation)));
      }
      for (int fold = 0; fold < count; fold++) {
        progress.at((double) fold / count, "fold " + (fold + 1) + " of " + count);
        try {
          double[][] outputs = get(tasks.get(fold));
          int[] rows = matrix.test(fold);
          for (int i = 0; i < rows.length; i++) {
            predicted[rows[i]] = outputs[i];
          }
          scored.add(rows);
        } catch (UnsuitableDataException e) {
          skipped.add("fold " + fold + ": " + e.getMessage());
        }
      }
    } finally {
      workers.shutdownNow();
    }
    double threshold = threshold(predicted, scored);
    return summary(predicted, scored, threshold, skipped);
  }

  private double[][] predict(
      Algorithm algorithm, Candidate candidate, int fold, Cancellation cancellation) {
    FeatureMatrix.Round round = matrix.round(fold);
    int[] test = round.test();
    if (test.length == 0) {
      throw new UnsuitableDataException("the fold has no rows.");
    }
    double[][] x = round.view().x();
    TrainingData seen = new TrainingData(x, data.y(), data.classes(), round.view().featureNames());
    // One thread a fit: the folds are what runs side by side.
    FittedModel model =
        algorithm.fit(
            seen.select(learnt(fold)),
            candidate.hyperparameters(),
            candidate.seed(),
            1,
            cancellation);
    double[][] outputs = new double[test.length][];
    for (int i = 0; i < test.length; i++) {
      if (i % 1000 == 0) {
        cancellation.check();
      }
      outputs[i] = model.portable().predict(x[test[i]]);
    }
    return outputs;
  }

  private static double[][] get(Future<double[][]> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingCancelledException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private double threshold(double[][] predicted, List<int[]> scored) {
    if (data.task() != Task.BINARY || scored.isEmpty()) {
      return 0.5;
    }
    int[] rows = scored.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    Outcomes outcomes = outcomes(predicted, rows, 0.5);
    return ThresholdChooser.choose(outcomes.truth(), outcomes.positive(), charter.costs());
  }

  private Score summary(
      double[][] predicted, List<int[]> scored, double threshold, List<String> skipped) {
    Metric metric = charter.success().primary().metric();
    List<Double> scores = new ArrayList<>();
    for (int[] rows : scored) {
      double value = Metrics.value(metric, outcomes(predicted, rows, threshold));
      if (Double.isFinite(value)) {
        scores.add(value);
      } else {
        skipped.add(
            "fold %d: %s cannot be computed on its %d rows, because a class is missing or the target is constant there."
                .formatted(folds[rows[0]], metric.written(), rows.length));
      }
    }
    if (scores.size() < 2) {
      throw new UnsuitableDataException(
          "Cross-validation could score "
              + scores.size()
              + " folds and needs 2. "
              + String.join(" ", skipped));
    }
    double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = scores.stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
    double error = Math.sqrt(squares / (scores.size() - 1) / scores.size());
    int[] rows = scored.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    double[][] outputs =
        Arrays.stream(rows).mapToObj(row -> predicted[row]).toArray(double[][]::new);
    return new Score(List.copyOf(scores), mean, error, threshold, new OutOfFold(rows, outputs));
  }

  private Outcomes outcomes(double[][] predicted, int[] rows, double threshold) {
    double[] truth = new double[rows.length];
    double[][] probabilities = new double[data.task() == Task.REGRESSION ? 0 : rows.length][];
    double[] values = new double[data.task() == Task.REGRESSION ? rows.length : 0];
    for (int i = 0; i < rows.length; i++) {
      truth[i] = data.y()[rows[i]];
      double[] outputs = predicted[rows[i]];
      switch (data.task()) {
        case REGRESSION -> values[i] = outputs[0];
        case BINARY -> probabilities[i] = new double[] {1 - outputs[0], outputs[0]};
        case MULTICLASS -> probabilities[i] = outputs;
      }
    }
    return new Outcomes(truth, probabilities, values, threshold, charter.costs());
  }
}
