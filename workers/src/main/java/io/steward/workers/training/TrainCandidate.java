package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import io.steward.training.CandidateTrainer;
import io.steward.training.LearningTask;
import io.steward.training.Member;
import io.steward.training.TrainedCandidate;
import io.steward.training.budget.BudgetUsedUpException;
import io.steward.training.budget.Resource;
import io.steward.training.progress.ProgressLog;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.preparation.TrainingMatrices;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final ProgressLog progress;
  private final TrainingMetrics metrics;
  private final TrainingBudget budget;

  public TrainCandidate(
      ArtifactStore store,
      StepJournal journal,
      TrainingMatrices matrices,
      CandidateTrainer trainer,
      ProgressLog progress,
      TrainingMetrics metrics,
      TrainingBudget budget) {
    super("train-candidate", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.matrices = matrices;
    this.trainer = trainer;
    this.progress = progress;
    this.metrics = metrics;
    this.budget = budget;
  }

  /**
   * @param candidate the id within the plan
   * @param finishedCandidates what this job returned for the candidates of the waves before: an
   *     ensemble is made of them
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest splitDigest,
      Digest recipeDigest,
      Digest planDigest,
      String candidate,
      @Nullable List<Outcome> finishedCandidates) {}

  /** What the process collects, one a candidate. */
  public record Response(Outcome candidateResult) {}

  /**
   * @param digest the candidate's result; null if it was not finished
   * @param score the mean of the primary metric in cross-validation; 0 if there is none
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
    CandidatePlan plan = journal.read(request.planDigest(), CandidatePlan.class);
    List<Digest> members = members(request, plan.candidate(request.candidate()));
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
                request.candidate(),
                "members",
                members),
            CandidateResult.class,
            () -> train(request, plan, members, job));
    CandidateResult value = result.value();
    return new Response(
        new Outcome(
            value.id(),
            result.digest(),
            value.usable(),
            Double.isFinite(value.score()) ? value.score() : 0,
            null));
  }

  private CandidateResult train(
      Request request, CandidatePlan plan, List<Digest> members, JobContext job) {
    Candidate candidate = plan.candidate(request.candidate());
    LearningTask task =
        matrices.task(request.charterDigest(), request.splitDigest(), request.recipeDigest());
    try (CandidateRun run = CandidateRun.begin(progress, metrics, request.runId(), candidate)) {
      TrainedCandidate trained =
          budget.within(
              request.runId(),
              plan.round(),
              request.candidate(),
              job,
              cancellation ->
                  trainer.train(
                      task,
                      candidate,
                      plan.bar(),
                      members.stream().map(this::member).toList(),
                      cancellation,
                      run));
      if (trained.result().usable()) {
        store.put(trained.onnx(), "application/octet-stream");
        store.put(trained.outOfFold(), "application/octet-stream");
      }
      run.done(trained.result());
      return trained.result();
    }
  }

  /** The results of an ensemble's members, in the order of the plan; those there are. */
  private static List<Digest> members(Request request, Candidate candidate) {
    Map<String, Digest> finished = FinishedCandidates.byId(request.finishedCandidates());
    return candidate.members().stream().map(finished::get).filter(Objects::nonNull).toList();
  }

  private Member member(Digest digest) {
    return Members.read(store, journal.read(digest, CandidateResult.class));
  }
}
