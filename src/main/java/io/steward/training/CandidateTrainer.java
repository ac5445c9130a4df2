package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one candidate: cross-validation on the given folds, in which the number of boosted trees,
 * the calibration and the decision threshold are chosen; fit on all training rows, export to ONNX,
 * and the check that the export is the model. Depends on nothing but its arguments, so it is safe
 * to repeat: the same arguments give the same {@code model.onnx}, bit for bit, however many threads
 * are used. Safe for use by many threads.
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
    ModelExport export = new ModelExport(task, candidate, System.nanoTime());
    try {
      TrainingData data =
          new TrainingData(
              task.matrix().x(),
              task.matrix().y(),
              task.classes().size(),
              task.matrix().featureNames());
      if (data.task() != task.charter().task()) {
        throw new IllegalArgumentException(
            "A %s task cannot have %d classes."
                .formatted(task.charter().task(), task.classes().size()));
      }
      Fits fits = new Fits(task, data, threads, cancellation);
      return candidate.algorithm().equals(Algorithms.ENSEMBLE)
          ? new EnsembleTrainer(task, fits, export, threads, cancellation, progress)
              .train(candidate, members)
          : single(task, candidate, bar, data, fits, export, cancellation, progress);
    } catch (TrainingCancelledException e) {
      throw e;
    } catch (UnsuitableDataException e) {
      return export.unusable(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return export.unusable(
          "It needs more memory than there is (%d MB). Give the workers more, or plan smaller models."
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("Candidate {} cannot be used", candidate.id(), e);
      return export.unusable("Training failed: " + describe(e));
    }
  }

  private TrainedCandidate single(
      LearningTask task,
      Candidate candidate,
      List<Double> bar,
      TrainingData data,
      Fits fits,
      ModelExport export,
      Cancellation cancellation,
      Progress progress) {
    Charter charter = task.charter();
    Metric metric = charter.success().primary().metric();
    Algorithm algorithm = Algorithms.of(candidate.algorithm(), charter.task());
    Scoring scoring = new Scoring(charter, data.y(), task.matrix().folds());
    Calibrators calibrators = new Calibrators(task, scoring);
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
    cancellation.check();
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

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
