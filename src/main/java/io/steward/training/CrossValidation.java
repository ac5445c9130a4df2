package io.steward.training;

import io.steward.charter.Charter;
import io.steward.features.FeatureMatrix;
import io.steward.metrics.Metrics;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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
   */
  record Score(List<Double> foldScores, double mean, double standardError, double threshold) {}

  /**
   * What was said of rows that were not learnt from.
   *
   * @param stages one a stage, or one in all where there are none
   * @param skipped why other folds have no predictions
   * @param dropped there if the candidate was stopped, having fallen behind; the stages are of the
   *     folds until then
   */
  record Predictions(
      List<OutOfFold> stages, List<String> skipped, Optional<Race.Dropped> dropped) {}

  /**
   * @param outputs one array a stage, in it one a row
   */
  private record FoldPart(int[] rows, double[][][] outputs) {}

  private final Charter charter;
  private final TrainingData data;
  private final FeatureMatrix matrix;
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
   * Scores the whole model, as it is.
   *
   * @throws UnsuitableDataException if fewer than two folds can be scored
   */
  Score score(
      Algorithm algorithm, Candidate candidate, Cancellation cancellation, Progress progress) {
    Stages all = Stages.NONE;
    Predictions predictions =
        predict(algorithm, candidate, all, Optional.empty(), cancellation, progress);
    return scoring().score(predictions.stages().getFirst(), predictions.skipped());
  }

  /**
   * Predicts fold by fold.
   *
   * @param stages of the algorithm that are predicted, all in one pass
   * @param race what may stop it before all folds are done
   */
  Predictions predict(
      Algorithm algorithm,
      Candidate candidate,
      Stages stages,
      Optional<Race> race,
      Cancellation cancellation,
      Progress progress) {
    int count = matrix.foldCount();
    List<FoldPart> parts = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, Math.max(1, count)));
    try {
      int from = 0;
      // All folds at once, or some first and then the others, whatever the number of threads.
      for (int to : race.map(run -> run.legs(count)).orElse(new int[] {count})) {
        List<Future<FoldPart>> tasks = new ArrayList<>();
        for (int fold = from; fold < to; fold++) {
          int current = fold;
          tasks.add(
              workers.submit(() -> predict(algorithm, candidate, stages, current, cancellation)));
        }
        for (int fold = from; fold < to; fold++) {
          progress.at((double) fold / count, "fold " + (fold + 1) + " of " + count);
          try {
            parts.add(Futures.get(tasks.get(fold - from)));
          } catch (UnsuitableDataException e) {
            skipped.add("fold " + fold + ": " + e.getMessage());
          }
        }
        if (to < count) {
          List<OutOfFold> soFar = joined(parts);
          int done = to;
          Optional<Race.Dropped> dropped = race.flatMap(run -> run.verdict(soFar, done));
          if (dropped.isPresent()) {
            return new Predictions(soFar, skipped, dropped);
          }
        }
        from = to;
      }
    } finally {
      workers.shutdownNow();
    }
    return new Predictions(joined(parts), skipped, Optional.empty());
  }

  private FoldPart predict(
      Algorithm algorithm,
      Candidate candidate,
      Stages stages,
      int fold,
      Cancellation cancellation) {
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
    double[][][] outputs = new double[Math.max(1, stages.counts().length)][test.length][];
    for (int i = 0; i < test.length; i++) {
      if (i % 1000 == 0) {
        cancellation.check();
      }
      double[][] staged = stages.predict(model.portable(), x[test[i]]);
      for (int stage = 0; stage < outputs.length; stage++) {
        outputs[stage][i] = staged[stage];
      }
    }
    return new FoldPart(test, outputs);
  }

  /**
   * The primary metric on the rows of one fold, of a model that learnt from the rest, before
   * calibration; NaN where it cannot be computed.
   *
   * @param threshold the probability from which the positive class is answered
   * @throws UnsuitableDataException if the fold cannot be learnt without
   */
  double foldScore(
      Algorithm algorithm,
      Candidate candidate,
      int fold,
      double threshold,
      Cancellation cancellation) {
    FoldPart part = predict(algorithm, candidate, Stages.NONE, fold, cancellation);
    return foldScore(new OutOfFold(part.rows(), part.outputs()[0]), fold, threshold);
  }

  /** Judges predictions for the rows of the matrix. */
  Scoring scoring() {
    return new Scoring(charter, data.y(), matrix.folds());
  }

  /** The same of predictions that are there. */
  double foldScore(OutOfFold known, int fold, double threshold) {
    int[] places =
        IntStream.range(0, known.rows().length)
            .filter(place -> matrix.folds()[known.rows()[place]] == fold)
            .toArray();
    return Metrics.value(
        charter.success().primary().metric(), scoring().outcomes(known, places, threshold));
  }

  /** The predictions of all folds, one set a stage, rows ascending. */
  private List<OutOfFold> joined(List<FoldPart> parts) {
    int stages = parts.isEmpty() ? 1 : parts.getFirst().outputs().length;
    List<OutOfFold> joined = new ArrayList<>();
    for (int stage = 0; stage < stages; stage++) {
      double[][] byRow = new double[data.rows()][0];
      for (FoldPart part : parts) {
        for (int i = 0; i < part.rows().length; i++) {
          byRow[part.rows()[i]] = part.outputs()[stage][i];
        }
      }
      int[] rows = IntStream.range(0, byRow.length).filter(row -> byRow[row].length > 0).toArray();
      joined.add(
          new OutOfFold(
              rows, Arrays.stream(rows).mapToObj(row -> byRow[row]).toArray(double[][]::new)));
    }
    return joined;
  }
}
