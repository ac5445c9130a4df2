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
  private final TrainingSamples samples;

  public ExplainModel(StepJournal journal, Holdouts holdouts, TrainingSamples samples) {
    super("explain-model", EvaluationRequest.class, Response.class);
    this.journal = journal;
    this.holdouts = holdouts;
    this.samples = samples;
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
                        Explainer.explain(
                            holdout.charter(),
                            holdout.scored(),
                            holdout.model(),
                            samples.of(
                                holdout.split(), holdout.model().inputs(), holdout.charter()))));
    return new Response(
        report.digest(),
        report.value().importances().isEmpty() ? "" : Charts.importance(report.value()).dataUri());
  }
}
