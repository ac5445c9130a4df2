package io.steward.training.progress;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes how far candidates are to the store. A store has no overwriting, so each report is a
 * document of its own, numbered on from those that are there. All writing is done by one thread of
 * this log: training never waits for the store, and a store that is away costs reports, nothing
 * else. Safe for use by many threads.
 */
public final class ProgressLog implements AutoCloseable {
  private static final Duration LAST_REPORTS = Duration.ofSeconds(2);

  private final ArtifactStore store;
  private final String worker;
  private final Clock clock;
  private final Pace pace;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("training-progress").factory());

  /**
   * When a report is written.
   *
   * @param look how often it is seen to whether there is news; what is done changes no quicker
   * @param share how long a report waits when nothing is new but the share
   * @param signOfLife after how long one is written although nothing is new
   */
  record Pace(Duration look, Duration share, Duration signOfLife) {
    static final Pace USUAL =
        new Pace(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  /**
   * @param worker which process this is, {@code host/pid}
   */
  public ProgressLog(ArtifactStore store, String worker, Clock clock) {
    this(store, worker, clock, Pace.USUAL);
  }

  ProgressLog(ArtifactStore store, String worker, Clock clock, Pace pace) {
    this.store = store;
    this.worker = worker;
    this.clock = clock;
    this.pace = pace;
  }

  /** Begins to report on a candidate; close what is returned when the work on it has ended. */
  public CandidateProgress open(RunId run, String candidate) {
    CandidateReports reports = new CandidateReports(store, run, candidate, worker, clock, pace);
    ScheduledFuture<?> looking =
        writer.scheduleWithFixedDelay(
            reports::write, 0, pace.look().toMillis(), TimeUnit.MILLISECONDS);
    return new CandidateProgress(
        reports,
        () -> {
          looking.cancel(false);
          try {
            writer.execute(reports::writeLast);
          } catch (RejectedExecutionException closed) {
            // The process ends; readers see that the candidate's reports have stopped.
          }
        });
  }

  /** Ends it; the last reports have two seconds. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      boolean _ = writer.awaitTermination(LAST_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.shutdownNow();
  }
}
