package io.steward.workers.job;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All workers of this application, their threads and their orderly end: no new jobs are taken, then
 * running ones may finish, then what is left is interrupted and will be delivered again.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  private final List<StepWorker<?, ?>> workers;
  private final JobFailureMapper failures;
  private final WorkerSettings settings;
  private final ExecutorService light;
  private final ExecutorService heavy;
  private final ScheduledExecutorService timer;
  private final List<JobWorker> open = new ArrayList<>();

  /**
   * @param light runs the jobs; the same executor that the client was given
   */
  public WorkerPool(
      List<StepWorker<?, ?>> workers,
      JobFailureMapper failures,
      WorkerSettings settings,
      ExecutorService light) {
    this.workers = List.copyOf(workers);
    this.failures = failures;
    this.settings = settings;
    this.light = light;
    this.heavy =
        Executors.newFixedThreadPool(
            settings.heavyThreads(), Thread.ofPlatform().name("heavy-", 1).factory());
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-keep-alive").factory());
  }

  /** The job types that are served. */
  public List<String> jobTypes() {
    return workers.stream().map(StepWorker::jobType).sorted().toList();
  }

  /** Starts to take jobs. A second call does nothing. */
  public synchronized void open(CamundaClient client) {
    if (!open.isEmpty()) {
      return;
    }
    KeepAlive keepAlive = new KeepAlive(client, timer, settings.timeout());
    for (StepWorker<?, ?> worker : workers) {
      open.add(open(client, worker, keepAlive));
    }
    LOG.info("Taking jobs of {} types.", open.size());
  }

  private <I extends Record, O extends Record> JobWorker open(
      CamundaClient client, StepWorker<I, O> worker, KeepAlive keepAlive) {
    boolean isHeavy = worker.weight() == StepWorker.Weight.HEAVY;
    return client
        .newWorker()
        .jobType(worker.jobType())
        .handler(new JobRunner<>(worker, failures, heavy, keepAlive))
        .name("steward")
        .timeout(settings.timeout())
        .maxJobsActive(isHeavy ? settings.heavyThreads() : settings.lightJobs())
        // Streamed jobs come without the delay of a poll. Heavy ones are polled: the stream knows
        // no limit and would bring a whole training plan to one application.
        .streamEnabled(!isHeavy)
        .pollInterval(settings.pollInterval())
        .fetchVariables(JobVariables.fetched(worker))
        .open();
  }

  /** Ends orderly; takes up to the configured time. */
  @Override
  public void close() {
    synchronized (this) {
      open.forEach(JobWorker::close);
      open.clear();
    }
    light.shutdown();
    if (!isFinished(light, settings.drain())) {
      LOG.warn(
          "Some jobs did not finish within {}; they are interrupted and will be delivered again.",
          settings.drain());
      light.shutdownNow();
      heavy.shutdownNow();
      isFinished(light, Duration.ofSeconds(2));
    }
    heavy.shutdownNow();
    timer.shutdownNow();
  }

  private static boolean isFinished(ExecutorService executor, Duration wait) {
    try {
      return executor.awaitTermination(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
