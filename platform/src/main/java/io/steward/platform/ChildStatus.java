package io.steward.platform;

import org.jspecify.annotations.Nullable;

/**
 * How one process is.
 *
 * @param name which
 * @param state how it is
 * @param port the port it answers on
 * @param pid its process id, if it runs
 * @param residentMegabytes its resident memory, if it runs and the system tells
 */
public record ChildStatus(
    ChildName name, State state, int port, @Nullable Long pid, @Nullable Long residentMegabytes) {

  /** What can be said of a process. */
  public enum State {
    /** It runs and answers. */
    READY,
    /** It runs and does not answer (yet). */
    NOT_ANSWERING,
    /** It was started and is gone. */
    DIED,
    /** It was not started. */
    STOPPED
  }

  /** Whether there is a process. */
  public boolean running() {
    return state == State.READY || state == State.NOT_ANSWERING;
  }
}
