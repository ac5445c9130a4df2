package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.evaluation.GroupCharts;
import io.steward.evaluation.Picture;
import io.steward.evaluation.SegmentAssessor;
import io.steward.evaluation.SegmentReport;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import org.springframework.stereotype.Component;

/**
 * {@code assess-segments}: in which parts of the population the model is weaker.
 *
 * <p>Safe to repeat: see {@link EvaluateHoldout}.
 */
@Component
public class AssessSegments extends Step<EvaluationRequest, AssessSegments.Response> {
  private final StepJournal journal;
  private final Holdouts holdouts;

  public AssessSegments(StepJournal journal, Holdouts holdouts) {
    super("assess-segments", EvaluationRequest.class, Response.class);
    this.journal = journal;
    this.holdouts = holdouts;
  }

  /**
   * @param weakSegments how many segments are weak, declared and found ones together
   * @param segmentsImage a picture as a {@code data:} address; "" if there is nothing to show
   */
  public record Response(Digest segmentsDigest, int weakSegments, String segmentsImage) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(EvaluationRequest request, JobContext job) {
    StepResult<SegmentReport> report =
        journal.once(
            request.runId(),
            jobType(),
            request.inputs(),
            SegmentReport.class,
            () ->
                holdouts.ask(
                    request,
                    holdout -> SegmentAssessor.assess(holdout.charter(), holdout.scored())));
    return new Response(
        report.digest(),
        report.value().weak().size() + report.value().found().size(),
        GroupCharts.segments(report.value()).map(Picture::dataUri).orElse(""));
  }
}
