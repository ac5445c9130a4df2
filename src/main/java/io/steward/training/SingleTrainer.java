package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains a candidate that is one algorithm with its hyperparameters. */
final class SingleTrainer {
  /** The shares of the work that are done after cross-validation and after the fit, roughly. */
  private static final double CROSS_VALIDATION = 0.75;

  private static final double FITTED = 0.9;

  private final LearningTask task;
  private final Fits fits;
  private final ModelExport export;
  private final int threads;
  private final Cancellation cancellation;
  private final Progress progress;

  SingleTrainer(
      LearningTask task,
      Fits fits,
      ModelExport export,
      int threads,
      Cancellation cancellation,
      Progress progress) {
    this.task = task;
    this.fits = fits;
    this.export = export;
    this.threads = threads;
    this.cancellation = cancellation;
    this.progress = progress;
  }

  TrainedCandidate train(Candidate candidate, TrainingData data, List<Double> bar) {
    Charter charter = task.charter();
    Metric metric = charter.success().primary().metric();
    Algorithm algorithm = Algorithms.of(candidate.algorithm(), charter.task());
    Scoring scoring = new Scoring(charter, data.y(), task.matrix().folds());
    Calibrators calibrators = new Calibrators(task, scoring, cancellation);
    Stages stages = Stages.of(algorithm, candidate.hyperparameters());
    CrossValidation.Predictions predictions =
        new CrossValidation(charter, data, task.matrix(), threads)
            .predict(
                algorithm,
                candidate,
                stages,
                Optional.of(new Race(bar, metric, scoring, calibrators)),
                cancellation,
                (share, doing) -> progress.at(CROSS_VALIDATION * share, doing));
    if (predictions.dropped().isPresent()) {
      return export.dropped(predictions.dropped().get());
    }
    Stages.Choice choice = stages.choose(metric, scoring, predictions, cancellation);
    Assessment assessment =
        Assessment.of(
            calibrators, scoring, predictions.stages().get(choice.index()), predictions.skipped());
    Map<String, Double> used = stages.used(candidate.hyperparameters(), choice);
    progress.at(CROSS_VALIDATION, "fit on all rows");
    FittedModel model =
        fits.fit(candidate.algorithm(), used, candidate.seed(), assessment.calibrators());
    progress.at(FITTED, "export and its check");
    return export.export(
        new ModelExport.Final(
            model, assessment, used, choice.curve(), Map.of(), List.of(candidate.algorithm())),
        cancellation);
  }
}
