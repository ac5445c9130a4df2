package io.steward.workers.preparation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.features.FeatureRecipe;
import io.steward.features.ProposedPlan;
import io.steward.features.RecipeFitter;
import io.steward.proposal.Proposals;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.WorkingCharter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code fit-features}: fits the feature recipe on the training part; a richer one each time the
 * run came back.
 *
 * <p>Safe to repeat: the recipe follows from the training part, the charter and the round alone.
 */
@Component
public class FitFeatures extends Step<FitFeatures.Request, FitFeatures.Response> {
  private final StepJournal journal;
  private final WorkingCharter charters;
  private final RecipeFitter fitter;

  public FitFeatures(StepJournal journal, WorkingCharter charters, RecipeFitter fitter) {
    super("fit-features", Request.class, Response.class);
    this.journal = journal;
    this.charters = charters;
    this.fitter = fitter;
  }

  /**
   * @param loops how often the run came back, which makes the recipe richer
   * @param droppedDigest what was dropped in the review of the data
   * @param proposalsDigest what the last evaluation proposed; null in the first round
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest snapshotDigest,
      Digest splitDigest,
      int loops,
      @Nullable Digest droppedDigest,
      @Nullable Digest proposalsDigest) {}

  /** The recipe. */
  public record Response(Digest recipeDigest, int featureCount) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.PREPARATION_FAILED);
  }

  @Override
  public Response work(Request request, JobContext job) {
    Snapshot snapshot = journal.read(request.snapshotDigest(), Snapshot.class);
    StepResult<FeatureRecipe> recipe =
        journal.once(
            request.runId(),
            jobType(),
            WorkingCharter.inputs(
                Map.of(
                    "charter",
                    request.charterDigest(),
                    "snapshot",
                    request.snapshotDigest(),
                    "split",
                    request.splitDigest(),
                    "round",
                    request.loops()),
                request.droppedDigest(),
                request.proposalsDigest()),
            FeatureRecipe.class,
            () -> fit(request, snapshot));
    return new Response(recipe.digest(), recipe.value().featureNames().size());
  }

  private FeatureRecipe fit(Request request, Snapshot snapshot) {
    Charter charter = charters.of(request.charterDigest(), request.droppedDigest(), snapshot);
    Split split = journal.read(request.splitDigest(), Split.class);
    Digest proposals = request.proposalsDigest();
    if (proposals == null) {
      return fitter.fit(charter, split, snapshot, request.loops());
    }
    ProposedPlan plan =
        ProposedPlan.of(charter, snapshot, journal.read(proposals, Proposals.class));
    return plan.explained(fitter.fit(plan.charter(), split, snapshot, request.loops()));
  }
}
