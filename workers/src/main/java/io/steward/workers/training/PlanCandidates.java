package io.steward.workers.training;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidatePlanner;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.preparation.TrainingMatrices;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * {@code plan-candidates}: which algorithms are tried with which hyperparameters.
 *
 * <p>Safe to repeat: the plan follows from the charter, the features and the round alone.
 */
@Component
public class PlanCandidates extends Step<PlanCandidates.Request, PlanCandidates.Response> {
  private final StepJournal journal;
  private final TrainingMatrices matrices;

  public PlanCandidates(StepJournal journal, TrainingMatrices matrices) {
    super("plan-candidates", Request.class, Response.class);
    this.journal = journal;
    this.matrices = matrices;
  }

  /**
   * @param loops how often the run came back: other candidates are tried then
   */
  public record Request(
      RunId runId, Digest charterDigest, Digest splitDigest, Digest recipeDigest, int loops) {}

  /**
   * @param candidates the ids, one a training job
   */
  public record Response(Digest planDigest, List<String> candidates) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    StepResult<CandidatePlan> plan =
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
                "round",
                request.loops()),
            CandidatePlan.class,
            () ->
                new CandidatePlanner()
                    .plan(
                        journal.read(request.charterDigest(), Charter.class),
                        matrices.of(
                            request.charterDigest(), request.splitDigest(), request.recipeDigest()),
                        request.loops(),
                        List.of()));
    return new Response(
        plan.digest(), plan.value().candidates().stream().map(Candidate::id).toList());
  }
}
