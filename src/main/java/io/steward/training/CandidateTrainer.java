package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.OnnxWriter;
import io.steward.bundle.OutputSpec;
import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one candidate: cross-validation on the given folds, decision threshold, fit on all
 * training rows, export to ONNX, and the check that the export is the model. Depends on nothing but
 * its arguments, so it is safe to repeat: the same arguments give the same {@code model.onnx}, bit
 * for bit, however many threads are used. Safe for use by many threads.
 */
public final class CandidateTrainer {
  private static final Logger LOG = LoggerFactory.getLogger(CandidateTrainer.class);

  /** The shares of the work that are done after cross-validation and after the fit, roughly. */
  private static final double CROSS_VALIDATION = 0.75;

  private static final double FITTED = 0.9;

  private final int threads;

  /** A trainer that uses all processors. */
  public CandidateTrainer() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param threads how many threads one candidate may use, at least 1
   */
  public CandidateTrainer(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("Training needs at least one thread, not " + threads);
    }
    this.threads = threads;
  }

  /**
   * Trains a candidate. Whatever goes wrong with the candidate itself (unsuitable data, an error in
   * the library, too little memory, an export that differs) is the result's {@code reason}, not an
   * exception: the run goes on without it.
   *
   * @param bar the fold scores of the best candidate so far; empty if there is none
   * @param members of an ensemble, in the order of the plan; empty for all other candidates
   * @throws TrainingCancelledException within a second of cancellation being requested
   */
  public TrainedCandidate train(
      LearningTask task,
      Candidate candidate,
      List<Double> bar,
      List<Member> members,
      Cancellation cancellation,
      Progress progress) {
    long start = System.nanoTime();
    Metric metric = task.charter().success().primary().metric();
    try {
      return trained(task, candidate, cancellation, progress, start);
    } catch (TrainingCancelledException e) {
      throw e;
    } catch (UnsuitableDataException e) {
      return unusable(candidate, metric, String.valueOf(e.getMessage()), start);
    } catch (OutOfMemoryError e) {
      return unusable(
          candidate,
          metric,
          "It needs more memory than there is (%d MB). Give the workers more, or plan smaller models."
              .formatted(Runtime.getRuntime().maxMemory() >> 20),
          start);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("Candidate {} cannot be used", candidate.id(), e);
      return unusable(candidate, metric, "Training failed: " + describe(e), start);
    }
  }

  private TrainedCandidate trained(
      LearningTask task,
      Candidate candidate,
      Cancellation cancellation,
      Progress progress,
      long start) {
    Charter charter = task.charter();
    List<String> classes = task.classes();
    FeatureRecipe recipe = task.recipe();
    FeatureMatrix matrix = task.matrix();
    TrainingData data =
        new TrainingData(matrix.x(), matrix.y(), classes.size(), matrix.featureNames());
    if (data.task() != charter.task()) {
      throw new IllegalArgumentException(
          "A %s task cannot have %d classes.".formatted(charter.task(), classes.size()));
    }
    Algorithm algorithm = Algorithms.of(candidate.algorithm(), charter.task());
    CrossValidation.Score score =
        new CrossValidation(charter, data, matrix, threads)
            .score(
                algorithm,
                candidate,
                cancellation,
                (share, doing) -> progress.at(CROSS_VALIDATION * share, doing));
    progress.at(CROSS_VALIDATION, "fit on all rows");
    FittedModel model =
        algorithm.fit(data, candidate.hyperparameters(), candidate.seed(), threads, cancellation);
    progress.at(FITTED, "export and its check");
    byte[] onnx =
        OnnxWriter.write(
            recipe, model.portable(), new OutputSpec(charter.task(), classes, score.threshold()));
    try (OnnxScorer scorer = new OnnxScorer(onnx)) {
      double parity =
          new ParityCheck(recipe, matrix, charter.task(), candidate.seed())
              .greatestDifference(model, scorer, cancellation);
      if (!(parity <= ParityCheck.TOLERANCE)) {
        return unusable(
            candidate,
            charter.success().primary().metric(),
            String.format(
                Locale.ROOT,
                "The exported model differs from the trained one by %.1e, more than %.0e.",
                parity,
                ParityCheck.TOLERANCE),
            start);
      }
      byte[] outOfFold = score.outOfFold().bytes();
      double rowMicros = rowMicros(scorer, recipe, matrix);
      return new TrainedCandidate(
          new CandidateResult(
              candidate.id(),
              candidate.algorithm(),
              candidate.hyperparameters(),
              candidate.seed(),
              true,
              null,
              charter.success().primary().metric(),
              score.mean(),
              score.standardError(),
              score.foldScores(),
              List.of(),
              Calibration.NONE,
              score.threshold(),
              Map.of(),
              Digest.of(outOfFold),
              Digest.of(onnx),
              onnx.length,
              parity,
              millisSince(start),
              rowMicros),
          onnx,
          outOfFold);
    }
  }

  /** The median time of one row, in microseconds. */
  private static double rowMicros(OnnxScorer scorer, FeatureRecipe recipe, FeatureMatrix matrix) {
    int warmUp = 50;
    double[] micros = new double[150];
    RecipeRows rows =
        new RecipeRows(recipe, Arrays.copyOf(matrix.x(), Math.min(50, matrix.rows())));
    var table = rows.table();
    for (int i = 0; i < warmUp + micros.length; i++) {
      var row = table.select(new int[] {i % table.rows()});
      long start = System.nanoTime();
      scorer.score(row);
      if (i >= warmUp) {
        micros[i - warmUp] = (System.nanoTime() - start) / 1e3;
      }
    }
    Arrays.sort(micros);
    return Math.round(micros[micros.length / 2] * 10) / 10.0;
  }

  private static TrainedCandidate unusable(
      Candidate candidate, Metric metric, String reason, long start) {
    return new TrainedCandidate(
        CandidateResult.unusable(candidate, metric, reason, millisSince(start)),
        new byte[0],
        new byte[0]);
  }

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
