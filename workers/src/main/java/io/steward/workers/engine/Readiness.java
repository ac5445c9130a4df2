package io.steward.workers.engine;

/** Whether runs can be started, and if not, what is being waited for. */
public final class Readiness {
  private volatile State state = new State(false, "The application is starting.");

  /** What is known now. */
  public State state() {
    return state;
  }

  void waitingFor(String what) {
    state = new State(false, what);
  }

  void ready() {
    state = new State(true, "Ready.");
  }

  /**
   * @param ready whether runs can be started
   * @param detail one sentence for people
   */
  public record State(boolean ready, String detail) {}
}
