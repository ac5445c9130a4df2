package io.steward.benchmarks;

/** A benchmark that could not be run to its end; the message says why. */
final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }

  BenchmarkException(String message) {
    super(message);
  }
}
