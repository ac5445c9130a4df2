package io.steward.workers.job;

import org.jspecify.annotations.Nullable;

/** Something that may pass by itself: the job is tried again after a pause. */
public final class TemporaryFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what happened, where, and what to do if it does not pass
   */
  public TemporaryFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
