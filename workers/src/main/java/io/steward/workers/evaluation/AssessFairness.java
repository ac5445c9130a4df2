package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.FairnessAssessor;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GroupCharts;
import io.steward.evaluation.GroupFairness;
import io.steward.evaluation.Picture;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.training.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * {@code assess-fairness}: what the model does with each group of a protected attribute.
 *
 * <p>Safe to repeat: see {@link EvaluateHoldout}.
 */
@Component
public class AssessFairness extends Step<EvaluationRequest, AssessFairness.Response> {
  private static final int MOST_SHOWN = 30;

  private final StepJournal journal;
  private final Holdouts holdouts;

  public AssessFairness(StepJournal journal, Holdouts holdouts) {
    super("assess-fairness", EvaluationRequest.class, Response.class);
    this.journal = journal;
    this.holdouts = holdouts;
  }

  /**
   * @param fairnessViolated limits of the charter that are broken
   * @param fairnessUndecided limits that cannot be judged
   * @param fairnessImage a picture as a {@code data:} address; "" if there is nothing to show
   */
  public record Response(
      Digest fairnessDigest,
      int fairnessViolated,
      int fairnessUndecided,
      String fairnessImage,
      List<Line> fairnessSummary) {}

  /** A group as a row of the form's table. */
  public record Line(String attribute, String group, long rows, String rate, String verdict) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(EvaluationRequest request, JobContext job) {
    StepResult<FairnessReport> report =
        journal.once(
            request.runId(),
            jobType(),
            request.inputs(),
            FairnessReport.class,
            () ->
                holdouts.ask(
                    request,
                    holdout -> FairnessAssessor.assess(holdout.charter(), holdout.scored())));
    return new Response(
        report.digest(),
        report.value().violated(),
        report.value().undecided(),
        image(report.value()),
        lines(report.value()));
  }

  /** The picture of the first attribute that has anything to show. */
  static String image(FairnessReport report) {
    return report.attributes().stream()
        .flatMap(attribute -> GroupCharts.groups(attribute).stream())
        .findFirst()
        .map(Picture::dataUri)
        .orElse("");
  }

  /** The groups as rows. */
  public static List<Line> lines(FairnessReport report) {
    List<Line> lines = new ArrayList<>();
    for (AttributeFairness attribute : report.attributes()) {
      String verdict =
          attribute.judgements().isEmpty()
              ? "no limit set"
              : attribute.judgements().stream()
                  .map(
                      judgement ->
                          judgement.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                  .collect(Collectors.joining(", "));
      for (GroupFairness group : attribute.groups()) {
        if (lines.size() < MOST_SHOWN) {
          Double rate = group.selectionRate();
          lines.add(
              new Line(
                  attribute.column(),
                  group.group(),
                  group.rows(),
                  rate == null ? "–" : Numbers.shown(rate),
                  verdict));
        }
      }
    }
    return lines;
  }
}
