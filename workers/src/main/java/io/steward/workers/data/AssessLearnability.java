package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.data.UnusableDataException;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.training.LearnabilityAssessment;
import io.steward.training.LearnabilityReport;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code assess-learnability}: asks early whether there is anything to learn. Looks only at the
 * rows that will be the training part, so that the holdout stays unseen.
 *
 * <p>Safe to repeat: the report follows from charter and snapshot alone.
 */
@Component
public class AssessLearnability
    extends Step<AssessLearnability.Request, AssessLearnability.Response> {
  private final StepJournal journal;
  private final Splitter splitter;
  private final RecipeFitter fitter;
  private final RecipeApplier applier;

  public AssessLearnability(
      StepJournal journal, Splitter splitter, RecipeFitter fitter, RecipeApplier applier) {
    super("assess-learnability", Request.class, Response.class);
    this.journal = journal;
    this.splitter = splitter;
    this.fitter = fitter;
    this.applier = applier;
  }

  /**
   * @param blockingFindings with any of them nothing is tried
   */
  public record Request(
      RunId runId, Digest charterDigest, Digest snapshotDigest, int blockingFindings) {}

  /**
   * @param learnabilityDigest null if nothing could be tried
   * @param learnability learnable, doubtful, not or unknown
   */
  public record Response(
      @Nullable Digest learnabilityDigest, String learnability, List<String> learnabilityReasons) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    if (request.blockingFindings() > 0) {
      return new Response(
          null, "unknown", List.of("Not tried: the data has findings that forbid going on."));
    }
    try {
      StepResult<LearnabilityReport> report =
          journal.once(
              request.runId(),
              jobType(),
              Map.of("charter", request.charterDigest(), "snapshot", request.snapshotDigest()),
              LearnabilityReport.class,
              () -> assess(request));
      return new Response(
          report.digest(),
          report.value().verdict().name().toLowerCase(Locale.ROOT),
          reasons(report.value()));
    } catch (UnusableDataException e) {
      return new Response(null, "not", List.of(String.valueOf(e.getMessage())));
    }
  }

  private LearnabilityReport assess(Request request) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    Snapshot snapshot = journal.read(request.snapshotDigest(), Snapshot.class);
    TrainingPart part = splitter.trainingPart(charter, snapshot);
    FeatureRecipe recipe = fitter.fit(charter, part, snapshot, 0);
    FeatureMatrix matrix = applier.matrix(charter, recipe, part);
    return new LearnabilityAssessment().assess(charter, part.classes(), recipe, matrix);
  }

  private static List<String> reasons(LearnabilityReport report) {
    List<String> reasons = new ArrayList<>(report.reasons());
    if (!report.leakageSuspects().isEmpty()) {
      reasons.add(
          "These columns alone all but tell the target: "
              + String.join(", ", report.leakageSuspects())
              + ".");
    }
    return reasons;
  }
}
