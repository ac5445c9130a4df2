package io.steward.platform;

/** The platform could not do what was asked. The message says what, where, and what to do. */
public final class PlatformException extends RuntimeException {

  /** A failure with a message for the user. */
  public PlatformException(String message) {
    super(message);
  }

  /** A failure with a message for the user and its cause. */
  public PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
