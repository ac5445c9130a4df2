package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.Split;
import io.steward.features.FeatureRecipe;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import io.steward.training.CandidateTrainer;
import io.steward.training.TrainedCandidate;
import io.steward.training.progress.ProgressLog;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.preparation.TrainingMatrices;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * {@code train-candidate}: trains one candidate of the plan. What goes wrong with the candidate
 * itself is part of its result; the run goes on with the others.
 *
 * <p>Safe to repeat: the same inputs give the same model bytes, and a result that is there is not
 * made again. When the engine drops the job (the budget is used up), the training stops.
 */
@Component
public class TrainCandidate extends Step<TrainCandidate.Request, TrainCandidate.Response> {
  private final ArtifactStore store;
  private final StepJournal journal;
  private final TrainingMatrices matrices;
  private final CandidateTrainer trainer;
  private final ProgressLog progress;
  private final TrainingMetrics metrics;

  public TrainCandidate(
      ArtifactStore store,
      StepJournal journal,
      TrainingMatrices matrices,
      CandidateTrainer trainer,
      ProgressLog progress,
      TrainingMetrics metrics) {
    super("train-candidate", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.matrices = matrices;
    this.trainer = trainer;
    this.progress = progress;
    this.metrics = metrics;
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
   * @param digest the candidate's result
   * @param score the mean of the primary metric in cross-validation; 0 if it is not usable
   */
  public record Outcome(String id, Digest digest, boolean usable, double score) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
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
            Double.isFinite(value.score()) ? value.score() : 0));
  }

  private CandidateResult train(Request request, JobContext job) {
    Candidate candidate =
        journal.read(request.planDigest(), CandidatePlan.class).candidate(request.candidate());
    try (CandidateRun run = CandidateRun.begin(progress, metrics, request.runId(), candidate)) {
      TrainedCandidate trained =
          trainer.train(
              journal.read(request.charterDigest(), Charter.class),
              journal.read(request.splitDigest(), Split.class).classes(),
              journal.read(request.recipeDigest(), FeatureRecipe.class),
              matrices.of(request.charterDigest(), request.splitDigest(), request.recipeDigest()),
              candidate,
              job::isGone,
              run);
      if (trained.result().usable()) {
        store.put(trained.onnx(), "application/octet-stream");
      }
      run.done(trained.result());
      return trained.result();
    }
  }
}
