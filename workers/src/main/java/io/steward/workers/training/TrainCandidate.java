package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.Split;
import io.steward.features.FeatureRecipe;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import io.steward.training.CandidateTrainer;
import io.steward.training.Progress;
import io.steward.training.TrainedCandidate;
import io.steward.training.budget.BudgetUsedUpException;
import io.steward.training.budget.Resource;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.preparation.TrainingMatrices;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * {@code train-candidate}: trains one candidate of the plan. What goes wrong with the candidate
 * itself is part of its result; the run goes on with the others.
 *
 * <p>Safe to repeat: the same inputs give the same model bytes, and a result that is there is not
 * made again. When the budget is used up or the engine drops the job, the training stops; that is
 * no result, so that the candidate can be trained after the budget was extended.
 */
@Component
public class TrainCandidate extends Step<TrainCandidate.Request, TrainCandidate.Response> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainCandidate.class);

  private final ArtifactStore store;
  private final StepJournal journal;
  private final TrainingMatrices matrices;
  private final CandidateTrainer trainer;
  private final TrainingBudget budget;

  public TrainCandidate(
      ArtifactStore store,
      StepJournal journal,
      TrainingMatrices matrices,
      CandidateTrainer trainer,
      TrainingBudget budget) {
    super("train-candidate", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.matrices = matrices;
    this.trainer = trainer;
    this.budget = budget;
  }

  /**
   * @param candidate the id within the plan
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest splitDigest,
      Digest recipeDigest,
      Digest planDigest,
      String candidate) {}

  /** What the process collects, one a candidate. */
  public record Response(Outcome candidateResult) {}

  /**
   * @param digest the candidate's result; null if it was not finished
   * @param score the mean of the primary metric in cross-validation; 0 if it is not usable
   * @param stoppedBy what part of the budget did not suffice to finish it; null if it was finished
   */
  public record Outcome(
      String id,
      @Nullable Digest digest,
      boolean usable,
      double score,
      @Nullable Resource stoppedBy) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    try {
      return finished(request, job);
    } catch (BudgetUsedUpException e) {
      LOG.info("{}", e.getMessage());
      return new Response(new Outcome(request.candidate(), null, false, 0, e.usedUp()));
    }
  }

  private Response finished(Request request, JobContext job) {
    StepResult<CandidateResult> result =
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
                "plan",
                request.planDigest(),
                "candidate",
                request.candidate()),
            CandidateResult.class,
            () -> train(request, job));
    CandidateResult value = result.value();
    return new Response(
        new Outcome(
            value.id(),
            result.digest(),
            value.usable(),
            Double.isFinite(value.score()) ? value.score() : 0,
            null));
  }

  private CandidateResult train(Request request, JobContext job) {
    CandidatePlan plan = journal.read(request.planDigest(), CandidatePlan.class);
    TrainedCandidate trained =
        budget.within(
            request.runId(),
            plan.round(),
            request.candidate(),
            job,
            cancellation ->
                trainer.train(
                    journal.read(request.charterDigest(), Charter.class),
                    journal.read(request.splitDigest(), Split.class).classes(),
                    journal.read(request.recipeDigest(), FeatureRecipe.class),
                    matrices.of(
                        request.charterDigest(), request.splitDigest(), request.recipeDigest()),
                    plan.candidate(request.candidate()),
                    cancellation,
                    Progress.UNHEARD));
    if (trained.result().usable()) {
      store.put(trained.onnx(), "application/octet-stream");
    }
    return trained.result();
  }
}
