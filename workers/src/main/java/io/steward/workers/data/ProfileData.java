package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.data.DataProfile;
import io.steward.data.Profiler;
import io.steward.data.Snapshot;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * {@code profile-data}: what is in each column of the snapshot.
 *
 * <p>Safe to repeat: the profile follows from the snapshot alone.
 */
@Component
public class ProfileData extends Step<ProfileData.Request, ProfileData.Response> {
  private final StepJournal journal;
  private final Profiler profiler;

  public ProfileData(StepJournal journal, Profiler profiler) {
    super("profile-data", Request.class, Response.class);
    this.journal = journal;
    this.profiler = profiler;
  }

  /** The snapshot to profile. */
  public record Request(RunId runId, Digest snapshotDigest) {}

  /** The profile. */
  public record Response(Digest profileDigest) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    return new Response(
        journal
            .once(
                request.runId(),
                jobType(),
                Map.of("snapshot", request.snapshotDigest()),
                DataProfile.class,
                () -> profiler.profile(journal.read(request.snapshotDigest(), Snapshot.class)))
            .digest());
  }
}
