package io.steward.training;

/**
 * Asked from time to time whether training should stop. Implementations are asked from several
 * threads and many times a second, so they must be safe and cheap.
 */
@FunctionalInterface
public interface Cancellation {

  /** Whether somebody wants the training to stop. Once true, it stays true. */
  boolean requested();

  /** Throws {@link TrainingCancelledException} if somebody wants the training to stop. */
  default void check() {
    if (requested()) {
      throw new TrainingCancelledException();
    }
  }

  /** Nobody ever stops it. */
  static Cancellation never() {
    return () -> false;
  }
}
