package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.artifact.StoreException;
import io.steward.training.CurveTracer;
import io.steward.training.LeaderCurves;
import io.steward.training.Selection;
import io.steward.training.TrainingCancelledException;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.preparation.TrainingMatrices;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * {@code trace-learning}: the learning and validation curves of the selected model and of the best
 * candidates of other kinds. Curves explain a choice and do not make it, so no failure of theirs
 * stops the run: the step answers with a note instead. Only while the store does not answer is it
 * tried again, as every step is.
 *
 * <p>Safe to repeat: the curves follow from the selection and the data. When the run is cancelled,
 * the work stops.
 */
@Component
public class TraceLearning extends Step<TraceLearning.Request, TraceLearning.Response> {
  private static final Logger LOG = LoggerFactory.getLogger(TraceLearning.class);

  private final ArtifactStore store;
  private final StepJournal journal;
  private final TrainingMatrices matrices;
  private final CurveTracer tracer;

  public TraceLearning(
      ArtifactStore store, StepJournal journal, TrainingMatrices matrices, CurveTracer tracer) {
    super("trace-learning", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.matrices = matrices;
    this.tracer = tracer;
  }

  /** What the curves are made from. */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest splitDigest,
      Digest recipeDigest,
      Digest selectionDigest) {}

  /**
   * @param curvesDigest null if they could not be traced
   * @param learningNote what the curves of the selected model say, or why there are none
   */
  public record Response(@Nullable Digest curvesDigest, String learningNote) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    try {
      StepResult<LeaderCurves> curves =
          journal.once(
              request.runId(),
              jobType(),
              Map.of(
                  "charter",
                  request.charterDigest(),
                  "split",
                  request.splitDigest(),
                  "recipe",
                  request.recipeDigest(),
                  "selection",
                  request.selectionDigest()),
              LeaderCurves.class,
              () -> trace(request, job));
      return new Response(curves.digest(), curves.value().note());
    } catch (TrainingCancelledException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      if (e instanceof StoreException away && !away.isDamaged()) {
        throw away;
      }
      LOG.warn("The curves of {} cannot be traced", request.runId(), e);
      return new Response(null, "The curves could not be traced: " + e);
    }
  }

  private LeaderCurves trace(Request request, JobContext job) {
    Selection selection = journal.read(request.selectionDigest(), Selection.class);
    return tracer.trace(
        matrices.task(request.charterDigest(), request.splitDigest(), request.recipeDigest()),
        CurveTracer.leaders(selection).stream().map(result -> Members.read(store, result)).toList(),
        job::isGone);
  }
}
