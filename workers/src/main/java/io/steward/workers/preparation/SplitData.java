package io.steward.workers.preparation;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.data.HoldoutKey;
import io.steward.data.HoldoutVault;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Splitter;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.WorkingCharter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code split-data}: cuts off the holdout and seals it.
 *
 * <p>Safe to repeat: rows are assigned by their content and the charter's seed, and the same
 * holdout is sealed to the same bytes.
 */
@Component
public class SplitData extends Step<SplitData.Request, SplitData.Response> {
  private final StepJournal journal;
  private final WorkingCharter charters;
  private final Splitter splitter;
  private final HoldoutVault.Sealer sealer;

  public SplitData(
      StepJournal journal,
      WorkingCharter charters,
      Splitter splitter,
      ArtifactStore store,
      HoldoutKey holdoutKey) {
    super("split-data", Request.class, Response.class);
    this.journal = journal;
    this.charters = charters;
    this.splitter = splitter;
    this.sealer = HoldoutVault.sealer(store, holdoutKey);
  }

  /**
   * What is split, by whose rules.
   *
   * @param droppedDigest what was dropped in the review of the data
   */
  public record Request(
      RunId runId, Digest charterDigest, Digest snapshotDigest, @Nullable Digest droppedDigest) {}

  /** The two parts and their sizes. */
  public record Response(Digest splitDigest, long trainingRows, long holdoutRows) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.PREPARATION_FAILED);
  }

  @Override
  public Response work(Request request, JobContext job) {
    Snapshot snapshot = journal.read(request.snapshotDigest(), Snapshot.class);
    StepResult<Split> split =
        journal.once(
            request.runId(),
            jobType(),
            WorkingCharter.inputs(
                Map.of("charter", request.charterDigest(), "snapshot", request.snapshotDigest()),
                request.droppedDigest()),
            Split.class,
            () ->
                splitter.split(
                    charters.of(request.charterDigest(), request.droppedDigest(), snapshot),
                    snapshot,
                    sealer));
    return new Response(split.digest(), split.value().trainingRows(), split.value().holdoutRows());
  }
}
