package io.steward.training;

import io.steward.bundle.CalibratedModel;
import io.steward.bundle.Calibrator;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses how probabilities are calibrated. Calibrators are fitted on predictions for rows that the
 * model did not learn from, and judged fold by fold on rows that the calibrator did not learn from
 * either. A simpler way is kept (none before Platt before isotonic) unless the next one has a lower
 * log loss by more than two standard errors of the difference between the same folds.
 */
final class Calibrators {
  private static final double STANDARD_ERRORS = 2;

  /** Rows of a class, and of the others, that a sigmoid needs; it has two numbers. */
  private static final int SIGMOID_ROWS = 20;

  /** Rows of a class, and of the others, that a line needs, and rows in all. */
  private static final int LINE_ROWS = 50;

  private static final int LINE_ALL_ROWS = 1000;

  private final LearningTask task;
  private final Scoring scoring;

  Calibrators(LearningTask task, Scoring scoring) {
    this.task = task;
    this.scoring = scoring;
  }

  /** What is worth its while for these predictions. */
  Calibration choose(OutOfFold raw) {
    Calibration best = Calibration.NONE;
    if (task.charter().task() == Task.REGRESSION) {
      return best;
    }
    double[] losses = losses(raw);
    for (Calibration next : List.of(Calibration.PLATT, Calibration.ISOTONIC)) {
      double[] lower = losses(crossFitted(next, raw));
      if (clearlyLower(lower, losses)) {
        best = next;
        losses = lower;
      }
    }
    return best;
  }

  private double[] losses(OutOfFold predictions) {
    return scoring.byFold(predictions).stream()
        .mapToDouble(
            places -> Metrics.value(Metric.LOG_LOSS, scoring.outcomes(predictions, places, 0.5)))
        .toArray();
  }

  private static boolean clearlyLower(double[] losses, double[] than) {
    double[] gains =
        IntStream.range(0, than.length).mapToDouble(i -> than[i] - losses[i]).toArray();
    if (gains.length < 2) {
      return false;
    }
    double mean = Scoring.mean(gains);
    return mean > 0 && mean > STANDARD_ERRORS * Scoring.standardError(gains);
  }

  /**
   * The predictions of each fold, calibrated by what was learnt from the folds that its round may
   * learn from.
   */
  OutOfFold crossFitted(Calibration calibration, OutOfFold raw) {
    if (calibration == Calibration.NONE) {
      return raw;
    }
    FeatureMatrix matrix = task.matrix();
    double[][] outputs = raw.outputs().clone();
    for (int[] places : scoring.byFold(raw)) {
      int fold = matrix.folds()[raw.rows()[places[0]]];
      int[] others =
          IntStream.range(0, raw.rows().length)
              .filter(
                  place -> {
                    int other = matrix.folds()[raw.rows()[place]];
                    return other != fold && matrix.views().learnsFrom(other, fold);
                  })
              .toArray();
      List<Calibrator> calibrators = fit(calibration, raw, others);
      for (int place : places) {
        outputs[place] = CalibratedModel.calibrate(calibrators, outputs[place]);
      }
    }
    return new OutOfFold(raw.rows(), outputs);
  }

  /** The calibrators of the final model, one an output; empty if nothing is calibrated. */
  List<Calibrator> fit(Calibration calibration, OutOfFold raw) {
    return calibration == Calibration.NONE
        ? List.of()
        : fit(calibration, raw, IntStream.range(0, raw.rows().length).toArray());
  }

  private List<Calibrator> fit(Calibration calibration, OutOfFold raw, int[] places) {
    int outputs = raw.outputs()[0].length;
    List<Calibrator> calibrators = new ArrayList<>();
    for (int k = 0; k < outputs; k++) {
      double[] probabilities = new double[places.length];
      boolean[] positive = new boolean[places.length];
      for (int i = 0; i < places.length; i++) {
        probabilities[i] = raw.outputs()[places[i]][k];
        // The one output of two classes is the probability of the second.
        positive[i] = task.matrix().y()[raw.rows()[places[i]]] == (outputs == 1 ? 1 : k);
      }
      calibrators.add(fit(calibration, probabilities, positive));
    }
    return calibrators;
  }

  private static Calibrator fit(
      Calibration calibration, double[] probabilities, boolean[] positive) {
    long positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    long fewest = Math.min(positives, positive.length - positives);
    if (calibration == Calibration.PLATT && fewest >= SIGMOID_ROWS) {
      return SigmoidFit.fit(probabilities, positive);
    }
    if (calibration == Calibration.ISOTONIC
        && fewest >= LINE_ROWS
        && positive.length >= LINE_ALL_ROWS) {
      return IsotonicFit.fit(probabilities, positive);
    }
    return new Calibrator.Unchanged();
  }
}
