package io.steward.workers;

import io.camunda.client.CamundaClient;
import io.steward.artifact.ArtifactStore;
import io.steward.workers.job.WorkerPool;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Takes jobs from the start to the end of a process; refuses to start without the platform. */
final class JobTaking implements SmartLifecycle {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CamundaClient client;
  private final ArtifactStore store;
  private final WorkerPool workers;
  private volatile boolean running;

  JobTaking(CamundaClient client, ArtifactStore store, WorkerPool workers) {
    this.client = client;
    this.store = store;
    this.workers = workers;
  }

  @Override
  public void start() {
    var _ = client.newTopologyRequest().requestTimeout(PATIENCE).send().join();
    var _ = store.list("runs/none/");
    workers.open(client);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    workers.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
