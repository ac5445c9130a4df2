package io.steward.workers.job;

import io.steward.artifact.StoreException;
import java.time.Duration;
import java.util.Optional;

/**
 * The one place that says what becomes of a failure. Three kinds: <em>business</em> (the process
 * has a way for it) becomes a BPMN error; <em>temporary</em> (something was not reachable) is tried
 * again after a growing pause; everything else is a <em>defect</em> and becomes an incident at
 * once, because trying again would give the same. No stack trace ever leaves the log.
 */
public final class JobFailureMapper {
  /**
   * How often a job is tried, as the diagrams say. With the pauses that are the default (2, 8, 32
   * and 60 seconds) a service may be away for more than a minute and a half, which a model server
   * or a store that starts again on a busy machine needs, before a person is asked.
   */
  public static final int TRIES = 5;

  /** Longer messages are cut: the engine keeps them in each record of the incident. */
  private static final int LONGEST_MESSAGE = 2_000;

  private final Duration firstPause;
  private final Duration longestPause;

  /**
   * @param firstPause the pause after the first failed try; each further one is four times as long
   * @param longestPause where the growth stops
   */
  public JobFailureMapper(Duration firstPause, Duration longestPause) {
    this.firstPause = firstPause;
    this.longestPause = longestPause;
  }

  /**
   * Judges a failure.
   *
   * @param businessError what the step's faults in data become; nothing if the step has no way for
   *     them
   * @param retries the tries that the engine still allows, this one included
   */
  public JobFailure map(Throwable fault, Optional<ErrorCode> businessError, int retries) {
    if (fault instanceof BusinessFault business) {
      return new JobFailure.Business(business.code(), written(business));
    }
    if (businessError.isPresent() && FaultKinds.isBusiness(fault)) {
      return new JobFailure.Business(businessError.get(), written(fault));
    }
    if (isTemporary(fault)) {
      return new JobFailure.Temporary(written(fault), Math.max(0, retries - 1), pause(retries));
    }
    return new JobFailure.Defect(defect(fault));
  }

  private static boolean isTemporary(Throwable fault) {
    return switch (fault) {
      case TemporaryFault ignored -> true;
      case StoreException store -> !store.isDamaged();
      // The other heavy job may have needed the memory; alone it may well do.
      case OutOfMemoryError ignored -> true;
      default -> FaultKinds.isTemporary(fault);
    };
  }

  private Duration pause(int retries) {
    Duration pause = firstPause;
    for (int tried = TRIES; tried > retries && pause.compareTo(longestPause) < 0; tried--) {
      pause = pause.multipliedBy(4);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }

  private static String defect(Throwable fault) {
    return cut(fault.getClass().getSimpleName() + ": " + written(fault));
  }

  private static String written(Throwable fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank()
        ? "No message. The application's log has the details."
        : cut(message);
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 1) + "…";
  }
}
