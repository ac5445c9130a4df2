package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.evaluation.ExplanationCharts;
import io.steward.evaluation.RobustnessAssessor;
import io.steward.evaluation.RobustnessReport;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code assess-robustness}: how much worse the model is on noisy, missing and unseen values.
 *
 * <p>Safe to repeat: see {@link EvaluateHoldout}.
 */
@Component
public class AssessRobustness extends Step<EvaluationRequest, AssessRobustness.Response> {
  private final StepJournal journal;
  private final Holdouts holdouts;

  public AssessRobustness(StepJournal journal, Holdouts holdouts) {
    super("assess-robustness", EvaluationRequest.class, Response.class);
    this.journal = journal;
    this.holdouts = holdouts;
  }

  /**
   * @param robustnessDrop the worst loss of the primary metric; null if it cannot be said
   * @param robustnessImage a picture as a {@code data:} address; "" if there is nothing to show
   */
  public record Response(
      Digest robustnessDigest, @Nullable Double robustnessDrop, String robustnessImage) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(EvaluationRequest request, JobContext job) {
    StepResult<RobustnessReport> report =
        journal.once(
            request.runId(),
            jobType(),
            request.inputs(),
            RobustnessReport.class,
            () ->
                holdouts.ask(
                    request,
                    holdout ->
                        RobustnessAssessor.assess(
                            holdout.charter(), holdout.scored(), holdout.model())));
    return new Response(
        report.digest(),
        report.value().worstDrop(),
        report.value().worst() == null
            ? ""
            : ExplanationCharts.robustness(report.value()).dataUri());
  }
}
