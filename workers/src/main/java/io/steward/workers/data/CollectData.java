package io.steward.workers.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.Fetched;
import io.steward.data.Snapshot;
import io.steward.data.SnapshotChanges;
import io.steward.data.SnapshotHistory;
import io.steward.data.SourceFetcher;
import io.steward.data.Workspace;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.CharterFolder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code collect-data}: fetches the charter's source, takes its immutable snapshot, and records
 * where it came from, how it was read and what changed since the last one.
 *
 * <p>Safe to repeat: the same bytes give the same snapshot. The digest of what was fetched is part
 * of the step's key, so that a job delivered twice does not read the table again, and collecting
 * again after the source was put right does take a new snapshot.
 */
@Component
public class CollectData extends Step<CollectData.Request, CollectData.Response> {
  /** Type of the ledger entry. */
  public static final String COLLECTED = "data-collected";

  /** The manifest holds them all; an entry of the ledger stays small. */
  private static final int MOST_SENTENCES = 20;

  private final StepJournal journal;
  private final ArtifactStore store;
  private final DataEngine engine;
  private final SourceFetcher sources;
  private final Collector collector;
  private final SnapshotHistory history;
  private final Ledger ledger;
  private final CharterFolder charterFolder;

  public CollectData(
      StepJournal journal,
      ArtifactStore store,
      DataEngine engine,
      SourceFetcher sources,
      Collector collector,
      SnapshotHistory history,
      Ledger ledger,
      CharterFolder charterFolder) {
    super("collect-data", Request.class, Response.class);
    this.journal = journal;
    this.store = store;
    this.engine = engine;
    this.sources = sources;
    this.collector = collector;
    this.history = history;
    this.ledger = ledger;
    this.charterFolder = charterFolder;
  }

  /**
   * @param sourceDigest the source, if it was handed in with the charter
   */
  public record Request(RunId runId, Digest charterDigest, @Nullable Digest sourceDigest) {}

  /** The snapshot and its size. */
  public record Response(Digest snapshotDigest, long rowCount, int columnCount) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.DATA_UNUSABLE);
  }

  @Override
  public Response work(Request request, JobContext job) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    Digest handedIn = request.sourceDigest();
    Collected collected =
        handedIn == null
            ? fetched(request, charter)
            : new Collected(
                once(request, handedIn, () -> collector.collect(handedIn, charter)),
                Collector.origin(charter.source()));
    Digest digest = collected.step().digest();
    Snapshot snapshot = collected.step().value();
    String collection = "job-" + job.jobKey();
    SnapshotChanges changes = history.add(charter, request.runId(), collection, digest, snapshot);
    ledger.append(
        new LedgerEvent(
            COLLECTED,
            request.runId(),
            "process",
            facts(charter, digest, snapshot, collected.origin(), changes),
            COLLECTED + "-" + request.runId() + "-" + collection));
    return new Response(digest, snapshot.rows(), snapshot.columns().size());
  }

  /** A snapshot, and where its source came from. */
  private record Collected(StepResult<Snapshot> step, Map<String, String> origin) {}

  private Collected fetched(Request request, Charter charter) {
    try (Workspace workspace = new Workspace(store, engine)) {
      Fetched fetched =
          sources.fetch(charter.source(), charterFolder.of(request.runId()), workspace);
      return new Collected(
          once(
              request,
              fetched.digest(),
              () -> collector.collect(fetched, charter.source(), workspace)),
          fetched.origin());
    }
  }

  private StepResult<Snapshot> once(Request request, Digest source, Supplier<Snapshot> work) {
    return journal.once(
        request.runId(),
        jobType(),
        Map.of("charter", request.charterDigest(), "source", source),
        Snapshot.class,
        work);
  }

  private static Map<String, Object> facts(
      Charter charter,
      Digest digest,
      Snapshot snapshot,
      Map<String, String> origin,
      SnapshotChanges changes) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("model", charter.name());
    facts.put("snapshot", digest.toString());
    facts.put("source", snapshot.source().toString());
    facts.put("content", snapshot.content().toString());
    facts.put("rows", snapshot.rows());
    facts.put("columns", snapshot.columns().size());
    facts.put("origin", origin);
    facts.put("reading", snapshot.reading().sentences().stream().limit(MOST_SENTENCES).toList());
    facts.put("changes", changes.words());
    if (changes.previous() != null) {
      facts.put("previousSnapshot", changes.previous().toString());
    }
    return facts;
  }
}
