package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.AllowedFolders;
import io.steward.data.Collector;
import io.steward.data.Snapshot;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.CharterFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code collect-data}: takes the immutable snapshot of the charter's source.
 *
 * <p>Safe to repeat: the same bytes give the same snapshot. The source's digest is part of the
 * step's key, so that collecting again after the source was put right does take a new snapshot.
 */
@Component
public class CollectData extends Step<CollectData.Request, CollectData.Response> {
  private final StepJournal journal;
  private final Collector collector;
  private final AllowedFolders folders;
  private final CharterFolder charterFolder;

  public CollectData(
      StepJournal journal,
      Collector collector,
      AllowedFolders folders,
      CharterFolder charterFolder) {
    super("collect-data", Request.class, Response.class);
    this.journal = journal;
    this.collector = collector;
    this.folders = folders;
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
    StepResult<Snapshot> snapshot =
        handedIn == null
            ? fromFile(request, charter)
            : journal.once(
                request.runId(),
                jobType(),
                Map.of("charter", request.charterDigest(), "source", handedIn),
                Snapshot.class,
                () -> collector.collect(handedIn, charter));
    return new Response(
        snapshot.digest(), snapshot.value().rows(), snapshot.value().columns().size());
  }

  private StepResult<Snapshot> fromFile(Request request, Charter charter) {
    Path file = folders.resolve(charterFolder.of(request.runId()), charter.source().file());
    return journal.once(
        request.runId(),
        jobType(),
        Map.of("charter", request.charterDigest(), "source", Digest.of(file)),
        Snapshot.class,
        () -> collector.collect(file, charter));
  }
}
