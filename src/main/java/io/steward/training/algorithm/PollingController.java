package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import smile.util.IterativeAlgorithmController;

/** Stops the library's boosting between two trees, each of which it reports. */
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
