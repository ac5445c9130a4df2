package io.steward.cli;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command with a sentence for the person at the keyboard and an exit code; no stack trace.
 */
final class CliFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The thing asked about failed. */
  static final int FAILED = 1;

  /** The command was called in a wrong way. */
  static final int USAGE = 2;

  /** The platform is not there. */
  static final int NO_PLATFORM = 3;

  private final int exitCode;

  private CliFailure(@Nullable String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  static CliFailure failed(@Nullable String message) {
    return new CliFailure(message, FAILED);
  }

  static CliFailure usage(@Nullable String message) {
    return new CliFailure(message, USAGE);
  }

  static CliFailure noPlatform(@Nullable String message) {
    return new CliFailure(message, NO_PLATFORM);
  }

  int exitCode() {
    return exitCode;
  }
}
