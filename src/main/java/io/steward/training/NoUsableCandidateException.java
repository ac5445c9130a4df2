package io.steward.training;

/** Not one candidate can be used; the message lists why, candidate by candidate. */
public final class NoUsableCandidateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoUsableCandidateException(String message) {
    super(message);
  }
}
