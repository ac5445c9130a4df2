package io.steward.workers.config;

/** A secret is neither in the environment nor in its file; the message says where it belongs. */
public final class MissingSecretException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingSecretException(String message) {
    super(message);
  }
}
