package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.evaluation.Charts;
import io.steward.evaluation.Explainer;
import io.steward.evaluation.ExplanationReport;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import org.springframework.stereotype.Component;

/**
 * {@code explain-model}: which columns the model's answers hang on.
 *
 * <p>Safe to repeat: see {@link EvaluateHoldout}.
 */
@Component
public class ExplainModel extends Step<EvaluationRequest, ExplainModel.Response> {
  private final StepJournal journal;
  private final Holdouts holdouts;

  public ExplainModel(StepJournal journal, Holdouts holdouts) {
    super("explain-model", EvaluationRequest.class, Response.class);
    this.journal = journal;
    this.holdouts = holdouts;
  }

  /**
   * @param importanceImage a picture as a {@code data:} address
   */
  public record Response(Digest explanationDigest, String importanceImage) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(EvaluationRequest request, JobContext job) {
    StepResult<ExplanationReport> report =
        journal.once(
            request.runId(),
            jobType(),
            request.inputs(),
            ExplanationReport.class,
            () ->
                holdouts.ask(
                    request,
                    holdout ->
                        Explainer.explain(holdout.charter(), holdout.scored(), holdout.scorer())));
    return new Response(
        report.digest(),
        report.value().importances().isEmpty()
            ? ""
            : Charts.dataUri(Charts.importance(report.value())));
  }
}
