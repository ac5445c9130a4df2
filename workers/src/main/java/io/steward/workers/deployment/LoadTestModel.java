package io.steward.workers.deployment;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.DataEngine;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.deployment.LoadTest;
import io.steward.deployment.LoadTestResult;
import io.steward.deployment.ModelServerClient;
import io.steward.schema.RawTable;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * {@code load-test}: whether the version answers as fast as the charter asks, under the charter's
 * load. Rows of the training part are sent, kept out of the request log.
 *
 * <p>Safe to repeat: it only asks for predictions. Each try of the process measures anew (its job
 * is part of the step's key), because what is measured is the server as it is now.
 */
@Component
public class LoadTestModel extends Step<LoadTestModel.Request, LoadTestModel.Response> {
  private final ArtifactStore store;
  private final StepJournal journal;
  private final DataEngine engine;
  private final ModelServerClient server;
  private final Duration duration;

  public LoadTestModel(
      ArtifactStore store,
      StepJournal journal,
      DataEngine engine,
      ModelServerClient server,
      StewardProperties properties) {
    super("load-test", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.engine = engine;
    this.server = server;
    this.duration = properties.loadTest().duration();
  }

  /** The version, the charter with the objective, and the rows to ask with. */
  public record Request(
      RunId runId, Digest charterDigest, Digest splitDigest, String modelName, int modelVersion) {}

  /**
   * @param loadTestP95 the 95th percentile of the answer time in milliseconds
   * @param loadTestNotice why the objective is met, or not
   */
  public record Response(
      Digest loadTestDigest, boolean loadTestMet, double loadTestP95, String loadTestNotice) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    StepResult<LoadTestResult> result =
        journal.once(
            request.runId(),
            jobType(),
            Map.of(
                "charter",
                request.charterDigest(),
                "model",
                request.modelName(),
                "version",
                request.modelVersion(),
                "job",
                job.jobKey()),
            LoadTestResult.class,
            () -> run(request));
    return new Response(
        result.digest(), result.value().met(), result.value().p95Millis(), result.value().reason());
  }

  private LoadTestResult run(Request request) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    Split split = journal.read(request.splitDigest(), Split.class);
    Snapshot snapshot = journal.read(split.snapshot(), Snapshot.class);
    RawTable rows = RawTables.load(engine, store, split.training(), snapshot.columns());
    return LoadTest.run(
        server, request.modelName(), request.modelVersion(), rows, charter.serving(), duration);
  }
}
