package io.steward.training;

/** Training was stopped on request. Not a fault of the candidate: it may be trained again. */
public final class TrainingCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingCancelledException() {
    super("Training was stopped on request before it was done.");
  }
}
