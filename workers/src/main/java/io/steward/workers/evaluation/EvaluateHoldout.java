package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.data.Split;
import io.steward.evaluation.Charts;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutEvaluator;
import io.steward.evaluation.MetricResult;
import io.steward.governance.HoldoutLog;
import io.steward.governance.Ledger;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code evaluate-holdout}: how good the model is on rows that nobody has learnt from.
 *
 * <p>Safe to repeat: the figures follow from the digests and the charter's seed; looking again at
 * the same model is the same opening of the holdout.
 */
@Component
public class EvaluateHoldout extends Step<EvaluationRequest, EvaluateHoldout.Response> {
  private final StepJournal journal;
  private final Holdouts holdouts;
  private final Ledger ledger;

  public EvaluateHoldout(StepJournal journal, Holdouts holdouts, Ledger ledger) {
    super("evaluate-holdout", EvaluationRequest.class, Response.class);
    this.journal = journal;
    this.holdouts = holdouts;
    this.ledger = ledger;
  }

  /**
   * @param primaryValue null if the metric cannot be computed; likewise its 95 % interval
   * @param holdoutOpenings how often the holdout was opened in this run
   * @param rocImage a picture as a {@code data:} address
   */
  public record Response(
      Digest evaluationDigest,
      String primaryMetric,
      @Nullable Double primaryValue,
      @Nullable Double primaryLower,
      @Nullable Double primaryUpper,
      @Nullable Double primaryThreshold,
      int holdoutOpenings,
      String rocImage) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(EvaluationRequest request, JobContext job) {
    StepResult<HoldoutEvaluation> evaluation =
        journal.once(
            request.runId(),
            jobType(),
            request.inputs(),
            HoldoutEvaluation.class,
            () ->
                holdouts.ask(
                    request,
                    holdout -> HoldoutEvaluator.evaluate(holdout.charter(), holdout.scored())));
    MetricResult primary = evaluation.value().primary();
    Split split = journal.read(request.splitDigest(), Split.class);
    int openings = HoldoutLog.openings(ledger, request.runId(), split.sealedHoldout());
    return new Response(
        evaluation.digest(),
        primary.metric().written(),
        primary.value(),
        primary.lower(),
        primary.upper(),
        primary.threshold(),
        openings,
        Charts.overview(evaluation.value()).dataUri());
  }
}
