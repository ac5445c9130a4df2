package io.steward.workers.job;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.grpc.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the answer to a job. The client gives up at the first refusal, so that under back-pressure
 * a finished step would be done again; here an answer is sent a few times before it is given up.
 * The engine takes an answer only once, so sending it twice does no harm.
 */
final class JobCommands {
  private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Set<Status.Code> MAY_PASS =
      EnumSet.of(
          Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  /** What became of an answer. */
  enum Sent {
    TAKEN,
    /** The engine does not wait for the job any more. */
    JOB_GONE,
    /** The engine could not be reached; it will deliver the job again. */
    LOST
  }

  private JobCommands() {}

  static Sent send(String what, FinalCommandStep<?> command) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        command.send().join();
        return Sent.TAKEN;
      } catch (ClientStatusException e) {
        if (e.getStatusCode() == Status.Code.NOT_FOUND) {
          LOG.info("{}: the engine no longer waits for this job.", what);
          return Sent.JOB_GONE;
        }
        if (!MAY_PASS.contains(e.getStatusCode())) {
          throw e;
        }
        if (attempt == TRIES) {
          LOG.warn(
              "{}: the engine did not take the answer after {} tries ({}). It will deliver the job"
                  + " again, and the step's recorded result will be found.",
              what,
              TRIES,
              e.getStatusCode());
          return Sent.LOST;
        }
      }
      if (!pause(pause)) {
        return Sent.LOST;
      }
      pause = pause.multipliedBy(2);
    }
  }

  private static boolean pause(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
