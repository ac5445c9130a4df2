package io.steward.artifact;

/** The store could not be reached, refused, or holds other bytes than it should. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean damaged;

  private StoreException(
      String message, boolean damaged, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
    this.damaged = damaged;
  }

  /** A fault that may pass: trying again is sensible. */
  public static StoreException unavailable(String message, Throwable cause) {
    return new StoreException(message, false, cause);
  }

  /** The content is missing or not what its digest says: trying again does not help. */
  public static StoreException damaged(String message) {
    return new StoreException(message, true, null);
  }

  /** Whether the content itself is at fault, so that a retry is useless. */
  public boolean isDamaged() {
    return damaged;
  }
}
