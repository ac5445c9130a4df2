package io.steward.training.algorithm;

/**
 * The algorithm cannot learn from this data. The message says why; it ends on the leaderboard, and
 * the run goes on without the candidate.
 */
public final class UnsuitableDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsuitableDataException(String message) {
    super(message);
  }
}
