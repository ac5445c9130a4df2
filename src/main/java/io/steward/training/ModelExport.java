package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.OnnxWriter;
import io.steward.bundle.OutputSpec;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.training.algorithm.FittedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Exports a final model to ONNX, checks that the export is the model, and writes the result. */
final class ModelExport {
  private final LearningTask task;
  private final Candidate candidate;
  private final long start;

  /**
   * @param start when the work on the candidate began, in nanoseconds
   */
  ModelExport(LearningTask task, Candidate candidate, long start) {
    this.task = task;
    this.candidate = candidate;
    this.start = start;
  }

  /**
   * A final model and what is known of it.
   *
   * @param hyperparameters it was fitted with
   * @param algorithms that are in it
   */
  record Final(
      FittedModel model,
      Assessment assessment,
      Map<String, Double> hyperparameters,
      List<ValidationPoint> curve,
      Map<String, Double> weights,
      List<String> algorithms) {}

  TrainedCandidate export(Final last, Cancellation cancellation) {
    FeatureRecipe recipe = task.recipe();
    CrossValidation.Score score = last.assessment().score();
    byte[] onnx =
        OnnxWriter.write(
            recipe,
            last.model().portable(),
            new OutputSpec(task.charter().task(), task.classes(), score.threshold()));
    double tolerance = ParityCheck.tolerance(last.algorithms());
    try (OnnxScorer scorer = new OnnxScorer(onnx)) {
      double parity =
          new ParityCheck(recipe, task.matrix(), task.charter().task(), candidate.seed())
              .greatestDifference(last.model(), scorer, cancellation);
      if (!(parity <= tolerance)) {
        return unusable(
            String.format(
                Locale.ROOT,
                "The exported model differs from the trained one by %.1e, more than %.0e.",
                parity,
                tolerance));
      }
      byte[] outOfFold = last.assessment().raw().bytes();
      return new TrainedCandidate(
          new CandidateResult(
              candidate.id(),
              candidate.algorithm(),
              last.hyperparameters(),
              candidate.seed(),
              true,
              null,
              metric(),
              score.mean(),
              score.standardError(),
              score.foldScores(),
              last.curve(),
              last.assessment().calibration(),
              score.threshold(),
              last.weights(),
              Digest.of(outOfFold),
              Digest.of(onnx),
              onnx.length,
              parity,
              millis(),
              rowMicros(scorer, recipe, task.matrix())),
          onnx,
          outOfFold);
    }
  }

  /** A candidate that cannot be used, and why. */
  TrainedCandidate unusable(String reason) {
    return without(CandidateResult.unusable(candidate, metric(), reason, millis()));
  }

  /** A candidate that was stopped early. */
  TrainedCandidate dropped(Race.Dropped dropped) {
    return without(CandidateResult.dropped(candidate, metric(), dropped, millis()));
  }

  private static TrainedCandidate without(CandidateResult result) {
    return new TrainedCandidate(result, new byte[0], new byte[0]);
  }

  private Metric metric() {
    return task.charter().success().primary().metric();
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
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
      long begun = System.nanoTime();
      scorer.score(row);
      if (i >= warmUp) {
        micros[i - warmUp] = (System.nanoTime() - begun) / 1e3;
      }
    }
    Arrays.sort(micros);
    return Math.round(micros[micros.length / 2] * 10) / 10.0;
  }
}
