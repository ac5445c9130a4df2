package io.steward.workers.job;

import io.steward.data.SourceUnavailableException;
import io.steward.data.UnusableDataException;
import io.steward.deployment.ModelServerException;
import io.steward.tasklist.TasklistException;
import io.steward.training.NoUsableCandidateException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;

/** Which of the core's exceptions are a matter for a person, and which may pass by themselves. */
final class FaultKinds {
  private FaultKinds() {}

  /** Faults in what was given to the step. */
  static boolean isBusiness(Throwable fault) {
    return switch (fault) {
      case UnusableDataException ignored -> true;
      case NoUsableCandidateException ignored -> true;
      case ModelServerException refused -> !refused.isTemporary();
      default -> false;
    };
  }

  /** Faults of the network between here and a service. */
  static boolean isTemporary(Throwable fault) {
    if (fault instanceof ModelServerException server) {
      return server.isTemporary();
    }
    if (fault instanceof TasklistException tasklist) {
      return tasklist.isTemporary();
    }
    if (fault instanceof SourceUnavailableException) {
      return true;
    }
    for (Throwable cause = fault; cause != null; cause = next(cause)) {
      if (cause instanceof ConnectException
          || cause instanceof SocketTimeoutException
          || cause instanceof HttpTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Throwable next(Throwable fault) {
    Throwable cause = fault.getCause();
    return cause == fault ? null : cause;
  }
}
