package io.steward.deployment;

/** The model server could not be reached, or refused. */
public final class ModelServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private ModelServerException(
      String message, int status, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  static ModelServerException unreachable(String message, Throwable cause) {
    return new ModelServerException(message, 0, cause);
  }

  static ModelServerException refused(String message, int status) {
    return new ModelServerException(message, status, null);
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Whether it may pass, so that trying again is sensible. */
  public boolean isTemporary() {
    return status == 0 || status == 429 || status >= 500;
  }
}
