package io.steward.workers.preparation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.features.FeatureCheck;
import io.steward.features.FeatureRecipe;
import io.steward.features.FeatureReport;
import io.steward.workers.job.BusinessFault;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * {@code validate-features}: whether the features are numbers that can be learnt from.
 *
 * <p>Safe to repeat: the report follows from recipe and training part alone.
 */
@Component
public class ValidateFeatures extends Step<ValidateFeatures.Request, ValidateFeatures.Response> {
  private final StepJournal journal;
  private final TrainingMatrices matrices;

  public ValidateFeatures(StepJournal journal, TrainingMatrices matrices) {
    super("validate-features", Request.class, Response.class);
    this.journal = journal;
    this.matrices = matrices;
  }

  /** The recipe and what it is applied to. */
  public record Request(
      RunId runId, Digest charterDigest, Digest splitDigest, Digest recipeDigest) {}

  /** The report. */
  public record Response(Digest featureReportDigest, boolean featuresValid) {}

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
    StepResult<FeatureReport> report =
        journal.once(
            request.runId(),
            jobType(),
            Map.of(
                "charter",
                request.charterDigest(),
                "split",
                request.splitDigest(),
                "recipe",
                request.recipeDigest()),
            FeatureReport.class,
            () ->
                FeatureCheck.check(
                    journal.read(request.recipeDigest(), FeatureRecipe.class),
                    matrices.of(
                        request.charterDigest(), request.splitDigest(), request.recipeDigest())));
    if (!report.value().valid()) {
      throw new BusinessFault(ErrorCode.PREPARATION_FAILED, blocking(report.value()));
    }
    return new Response(report.digest(), true);
  }

  private static String blocking(FeatureReport report) {
    return report.findings().stream()
        .filter(FeatureReport.FeatureFinding::blocking)
        .map(FeatureReport.FeatureFinding::message)
        .limit(10)
        .collect(Collectors.joining(" "));
  }
}
