package io.steward.workers.engine;

import java.util.concurrent.atomic.AtomicReference;

/** Whether runs can be started, and if not, what is being waited for. */
public final class Readiness {
  private final AtomicReference<State> state =
      new AtomicReference<>(new State(false, "The application is starting."));

  /** What is known now. */
  public State state() {
    return state.get();
  }

  void waitingFor(String what) {
    state.set(new State(false, what));
  }

  void ready() {
    state.set(new State(true, "Ready."));
  }

  /**
   * @param ready whether runs can be started
   * @param detail one sentence for people
   */
  public record State(boolean ready, String detail) {}
}
