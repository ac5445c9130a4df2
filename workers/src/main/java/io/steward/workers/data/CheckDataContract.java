package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.ContractCheck;
import io.steward.data.ContractReport;
import io.steward.data.DataFinding;
import io.steward.data.DataProfile;
import io.steward.data.Snapshot;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * {@code check-data-contract}: holds the data against what the charter needs of it.
 *
 * <p>Safe to repeat: the findings follow from charter, snapshot and profile alone.
 */
@Component
public class CheckDataContract extends Step<CheckDataContract.Request, CheckDataContract.Response> {
  private static final int MOST_SHOWN = 30;

  private final StepJournal journal;

  public CheckDataContract(StepJournal journal) {
    super("check-data-contract", Request.class, Response.class);
    this.journal = journal;
  }

  /** What is held against what. */
  public record Request(
      RunId runId, Digest charterDigest, Digest snapshotDigest, Digest profileDigest) {}

  /**
   * @param blockingFindings with any of them the data cannot be used
   * @param reviewFindings with any of them a person must accept the data
   * @param dataFindings the worst first, at most 30, for the form
   */
  public record Response(
      Digest contractDigest,
      int blockingFindings,
      int reviewFindings,
      int warningFindings,
      List<Shown> dataFindings) {}

  /** A finding as a row of the form's table. */
  public record Shown(String severity, String column, String message) {}

  @Override
  public Response work(Request request, JobContext job) {
    StepResult<ContractReport> report =
        journal.once(
            request.runId(),
            jobType(),
            Map.of(
                "charter",
                request.charterDigest(),
                "snapshot",
                request.snapshotDigest(),
                "profile",
                request.profileDigest()),
            ContractReport.class,
            () ->
                ContractCheck.check(
                    journal.read(request.charterDigest(), Charter.class),
                    journal.read(request.snapshotDigest(), Snapshot.class),
                    journal.read(request.profileDigest(), DataProfile.class)));
    return new Response(
        report.digest(),
        report.value().blocking(),
        report.value().reviews(),
        report.value().warnings(),
        report.value().findings().stream()
            .sorted(Comparator.comparing(DataFinding::severity))
            .limit(MOST_SHOWN)
            .map(CheckDataContract::shown)
            .toList());
  }

  private static Shown shown(DataFinding finding) {
    String column = finding.column();
    return new Shown(
        finding.severity().name().toLowerCase(Locale.ROOT),
        column == null ? "" : column,
        finding.message());
  }
}
