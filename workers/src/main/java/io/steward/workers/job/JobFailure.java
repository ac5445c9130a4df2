package io.steward.workers.job;

import java.time.Duration;

/** What becomes of a job whose work failed. */
public sealed interface JobFailure {

  /** What a person reads: what happened, where, and what to do. */
  String message();

  /** The process takes the way of the error code. */
  record Business(ErrorCode code, String message) implements JobFailure {}

  /**
   * The job is tried again.
   *
   * @param retries how many tries are left; with 0 the engine raises an incident
   * @param pause how long the engine waits before the next try
   */
  record Temporary(String message, int retries, Duration pause) implements JobFailure {}

  /** Trying again would not help: the engine raises an incident. */
  record Defect(String message) implements JobFailure {}
}
