package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import smile.util.IterativeAlgorithmController;

/**
 * Stops an ensemble between two trees. The library's boosting asks its controller whether to stop
 * but its forests do not; both report each tree, so throwing from there stops either.
 */
final class PollingController<T> extends IterativeAlgorithmController<T> {
  private final Cancellation cancellation;

  PollingController(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public void submit(T status) {
    cancellation.check();
  }
}
