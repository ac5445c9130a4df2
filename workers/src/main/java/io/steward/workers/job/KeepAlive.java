package io.steward.workers.job;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends the timeout of running jobs. A short timeout means that the job of a dead worker is soon
 * delivered again; extending it means that long work is nevertheless done once.
 */
final class KeepAlive {
  private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

  private final CamundaClient client;
  private final ScheduledExecutorService scheduler;
  private final Duration timeout;

  KeepAlive(CamundaClient client, ScheduledExecutorService scheduler, Duration timeout) {
    this.client = client;
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  /** Keeps a job until the lease is closed; sets {@code gone} if the engine dropped the job. */
  Lease hold(long jobKey, AtomicBoolean gone) {
    long period = Math.max(1, timeout.toMillis() / 3);
    ScheduledFuture<?> task =
        scheduler.scheduleWithFixedDelay(
            () -> extend(jobKey, gone), period, period, TimeUnit.MILLISECONDS);
    return () -> task.cancel(false);
  }

  private void extend(long jobKey, AtomicBoolean gone) {
    if (gone.get()) {
      return;
    }
    var _ =
        client
            .newUpdateTimeoutCommand(jobKey)
            .timeout(timeout)
            .send()
            .whenComplete(
                (done, fault) -> {
                  if (fault == null) {
                    return;
                  }
                  Throwable cause = fault.getCause() == null ? fault : fault.getCause();
                  if (isNotFound(fault) || isNotFound(cause)) {
                    gone.set(true);
                    LOG.info("Job {} was cancelled by the engine; its work will stop.", jobKey);
                  } else {
                    LOG.debug("Could not extend job {}: {}", jobKey, fault.toString());
                  }
                });
  }

  private static boolean isNotFound(Throwable fault) {
    return switch (fault) {
      case ClientStatusException e -> e.getStatusCode() == Status.Code.NOT_FOUND;
      case io.grpc.StatusRuntimeException e -> e.getStatus().getCode() == Status.Code.NOT_FOUND;
      default -> false;
    };
  }

  /** A job that is being kept. */
  @FunctionalInterface
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}
