package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.ContractCheck;
import io.steward.data.DataFinding;
import io.steward.data.DataProfile;
import io.steward.data.ProposalCheck;
import io.steward.data.Snapshot;
import io.steward.data.contract.ContractChecker;
import io.steward.data.contract.DataCheckReport;
import io.steward.data.contract.DataCheckReport.ContractUse;
import io.steward.governance.Runs;
import io.steward.proposal.Proposals;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.WorkingCharter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code check-data-contract}: holds the data against what the charter needs of it, and against
 * every rule of the data contract.
 *
 * <p>Safe to repeat: the findings follow from charter, snapshot, profile and contract, and from
 * when the run was started (which freshness is measured against). A version of a contract is stored
 * once.
 */
@Component
public class CheckDataContract extends Step<CheckDataContract.Request, CheckDataContract.Response> {
  private static final int MOST_SHOWN = 30;

  private final StepJournal journal;
  private final WorkingCharter charters;
  private final ContractSource contracts;
  private final ContractChecker checker;
  private final ProposalCheck proposalCheck;
  private final Runs runs;

  public CheckDataContract(
      StepJournal journal,
      WorkingCharter charters,
      ContractSource contracts,
      ContractChecker checker,
      ProposalCheck proposalCheck,
      Runs runs) {
    super("check-data-contract", Request.class, Response.class);
    this.journal = journal;
    this.charters = charters;
    this.contracts = contracts;
    this.checker = checker;
    this.proposalCheck = proposalCheck;
    this.runs = runs;
  }

  /**
   * What is held against what.
   *
   * @param contractSourceDigest the contract's text, if it was handed in with the charter
   * @param droppedDigest what was dropped in the review of the data
   * @param proposalsDigest what the last evaluation proposed to collect; null in the first round
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest snapshotDigest,
      Digest profileDigest,
      @Nullable Digest contractSourceDigest,
      @Nullable Digest droppedDigest,
      @Nullable Digest proposalsDigest) {}

  /**
   * @param blockingFindings with any of them the data cannot be used
   * @param reviewFindings with any of them a person must accept the data
   * @param contractInWords which contract was checked and how its rules ended, for the form
   * @param dataFindings the worst first, at most 30, for the form
   */
  public record Response(
      Digest contractDigest,
      int blockingFindings,
      int reviewFindings,
      int warningFindings,
      String contractInWords,
      List<Shown> dataFindings) {}

  /** A finding as a row of the form's table. */
  public record Shown(String severity, String column, String message) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    Snapshot snapshot = journal.read(request.snapshotDigest(), Snapshot.class);
    DataProfile profile = journal.read(request.profileDigest(), DataProfile.class);
    Charter charter = charters.of(request.charterDigest(), request.droppedDigest(), snapshot);
    ContractSource.Found found =
        contracts.find(request.runId(), charter, request.contractSourceDigest(), snapshot, profile);
    Instant asOf =
        runs.get(request.runId())
            .map(run -> run.begin().startedAt())
            .orElseThrow(() -> new IllegalStateException(request.runId() + " was not opened."));
    StepResult<DataCheckReport> report =
        journal.once(
            request.runId(),
            jobType(),
            WorkingCharter.inputs(
                Map.of(
                    "charter",
                    request.charterDigest(),
                    "snapshot",
                    request.snapshotDigest(),
                    "profile",
                    request.profileDigest(),
                    "contract",
                    found.version().text(),
                    "origin",
                    found.origin(),
                    "asOf",
                    asOf),
                request.droppedDigest(),
                request.proposalsDigest()),
            DataCheckReport.class,
            () ->
                check(
                    charter,
                    snapshot,
                    profile,
                    found,
                    proposals(request.proposalsDigest(), snapshot),
                    asOf));
    return response(report);
  }

  private DataCheckReport check(
      Charter charter,
      Snapshot snapshot,
      DataProfile profile,
      ContractSource.Found found,
      List<DataFinding> proposals,
      Instant asOf) {
    Set<String> masked =
        charter.columns().protectedAttributes().stream()
            .map(Charter.ProtectedAttribute::column)
            .collect(Collectors.toSet());
    return DataCheckReport.of(
        ContractCheck.check(charter, snapshot, profile),
        Stream.concat(found.notes().stream(), proposals.stream()).toList(),
        new ContractUse(
            charter.name(),
            found.version().version(),
            found.version().text(),
            found.contract().status(),
            found.contract().agreed(),
            found.origin()),
        checker.check(found.contract(), snapshot, profile, masked, asOf));
  }

  /** Whether the data has more of what the last evaluation proposed to collect. */
  private List<DataFinding> proposals(@Nullable Digest digest, Snapshot snapshot) {
    if (digest == null) {
      return List.of();
    }
    Proposals proposals = journal.read(digest, Proposals.class);
    Snapshot evaluated = journal.read(proposals.snapshot(), Snapshot.class);
    return proposalCheck.check(proposals, evaluated, snapshot);
  }

  private static Response response(StepResult<DataCheckReport> result) {
    DataCheckReport report = result.value();
    return new Response(
        result.digest(),
        report.blocking(),
        report.reviews(),
        report.warnings(),
        report.inWords(),
        report.findings().stream()
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
