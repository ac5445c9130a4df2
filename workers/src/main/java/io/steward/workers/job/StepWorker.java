package io.steward.workers.job;

import java.util.List;
import java.util.Optional;

/**
 * Does the jobs of one type. An implementation is an adapter: it reads its typed request, calls the
 * core and returns its typed response. It must be safe to repeat, because the engine delivers a job
 * again when an answer was lost or a worker died; each implementation says why it is.
 *
 * @param <I> the request: its components are exactly the variables that are fetched. A component
 *     that may be missing or null is marked {@code @Nullable}
 * @param <O> the response: its components are exactly the variables that are written
 */
public interface StepWorker<I extends Record, O extends Record> {

  /** The job type, as the diagrams name it. */
  String jobType();

  /** The type of the request. */
  Class<I> requestType();

  /** The type of the response. */
  Class<O> responseType();

  /** Whether the work takes a share of a processor for long. Light unless said otherwise. */
  default Weight weight() {
    return Weight.LIGHT;
  }

  /**
   * Variables that are fetched beside the request's, for a worker that learns from a task header
   * which one it needs; see {@link JobContext#variable}.
   */
  default List<String> furtherVariables() {
    return List.of();
  }

  /**
   * The BPMN error that says "this cannot work with what was given; a person must decide". Faults
   * in data and the like become this error; a step without one turns them into an incident.
   */
  default Optional<ErrorCode> businessError() {
    return Optional.empty();
  }

  /**
   * Does the work. Called by several threads.
   *
   * @throws BusinessFault if the process should take the way of its error code
   */
  O work(I request, JobContext job);

  /** How much a job asks of the machine. */
  enum Weight {
    /** Network and a little arithmetic: many at once. */
    LIGHT,
    /** Reads tables or computes for long: only as many at once as there are heavy threads. */
    HEAVY
  }
}
