package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.DroppedColumns;
import io.steward.data.Snapshot;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.WorkingCharter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code drop-columns}: writes down which columns the review of the data leaves out of this run.
 * The signed charter stays; the digest of the decision is an input of every later step that it
 * changes.
 *
 * <p>Safe to repeat: the same names give the same document, and the ledger entry has an idempotency
 * key of the document.
 */
@Component
public class DropColumns extends Step<DropColumns.Request, DropColumns.Response> {
  /** Type of the ledger entry. */
  public static final String DROPPED = "columns-dropped";

  private final StepJournal journal;
  private final Ledger ledger;

  public DropColumns(StepJournal journal, Ledger ledger) {
    super("drop-columns", Request.class, Response.class);
    this.journal = journal;
    this.ledger = ledger;
  }

  /**
   * @param snapshotDigest null if the data could not be read
   * @param dropColumns as typed into the form: names with commas between them
   * @param droppedDigest what was dropped in an earlier review of this run
   * @param decidedBy who decided so
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      @Nullable Digest snapshotDigest,
      @Nullable String dataError,
      @Nullable String dropColumns,
      @Nullable Digest droppedDigest,
      String decidedBy,
      @Nullable String comment) {}

  /**
   * @param droppedDigest everything that is dropped by now; null if nothing is
   * @param columnsDropped whether the names could be dropped; if not, the person is asked again
   * @param decisionNotice why they could not; "" if they could
   */
  public record Response(
      @Nullable Digest droppedDigest, boolean columnsDropped, String decisionNotice) {}

  @Override
  public Response work(Request request, JobContext job) {
    Digest snapshotDigest = request.snapshotDigest();
    boolean unread = request.dataError() != null && !request.dataError().isBlank();
    if (snapshotDigest == null || unread) {
      return refused(request, "The data could not be read, so there are no columns to drop.");
    }
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    Snapshot snapshot = journal.read(snapshotDigest, Snapshot.class);
    List<String> names = names(request.dropColumns());
    List<String> objections = DroppedColumns.objections(names, charter, snapshot);
    if (!objections.isEmpty()) {
      return refused(request, String.join(" ", objections));
    }
    StepResult<DroppedColumns> dropped =
        journal.once(
            request.runId(),
            jobType(),
            WorkingCharter.inputs(
                Map.of("charter", request.charterDigest(), "columns", names),
                request.droppedDigest()),
            DroppedColumns.class,
            () -> before(request).and(names));
    ledger.append(
        new LedgerEvent(
            DROPPED,
            request.runId(),
            request.decidedBy(),
            Map.of(
                "columns",
                dropped.value().columns(),
                "dropped",
                dropped.digest().toString(),
                "charter",
                request.charterDigest().toString(),
                "snapshot",
                snapshotDigest.toString(),
                "reason",
                request.comment() == null ? "" : request.comment()),
            "dropped-" + request.runId() + "-" + dropped.digest().hex()));
    return new Response(dropped.digest(), true, "");
  }

  private DroppedColumns before(Request request) {
    Digest dropped = request.droppedDigest();
    return dropped == null
        ? new DroppedColumns(request.charterDigest(), List.of())
        : journal.read(dropped, DroppedColumns.class);
  }

  private static Response refused(Request request, String why) {
    return new Response(request.droppedDigest(), false, why);
  }

  private static List<String> names(@Nullable String typed) {
    return typed == null
        ? List.of()
        : Arrays.stream(typed.split("[,;\\n]", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }
}
