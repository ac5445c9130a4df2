package io.steward.training;

import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.List;
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
      return candidate.algorithm().equals(Algorithms.ENSEMBLE)
          ? new EnsembleTrainer(
                  task,
                  new Fits(task, data, 1, cancellation),
                  export,
                  threads,
                  cancellation,
                  progress)
              .train(candidate, members)
          : new SingleTrainer(
                  task,
                  new Fits(task, data, threads, cancellation),
                  export,
                  threads,
                  cancellation,
                  progress)
              .train(candidate, data, bar);
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

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
