package io.steward.artifact;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repeats calls to the object store that failed for a reason that may pass, and turns what is left
 * into a {@link StoreException} of one sentence.
 */
final class StoreCalls {
  /** Answers that a store gives while it is busy, and those of a lost race on a condition. */
  private static final Set<String> PASSING =
      Set.of(
          "SlowDown",
          "ServiceUnavailable",
          "InternalError",
          "RequestTimeout",
          "OperationAborted",
          "ConditionalRequestConflict");

  private final URI endpoint;
  private final int attempts;
  private final Duration pause;

  /**
   * @param attempts how often a call is made at most, from 1
   * @param pause time before the second attempt; it grows fourfold with each further one
   */
  StoreCalls(URI endpoint, int attempts, Duration pause) {
    this.endpoint = endpoint;
    this.attempts = attempts;
    this.pause = pause;
  }

  /** A call of the client library; {@code attempt} counts from 1. */
  @FunctionalInterface
  interface Call<T> {
    T make(int attempt) throws MinioException, IOException;
  }

  /**
   * Makes the call.
   *
   * @param what what is being done, to complete the sentence "The store … while …"
   * @throws Refused if the store answered with an error that repeating does not change
   */
  <T> T make(String what, Call<T> call) throws Refused {
    Duration wait = pause;
    for (int attempt = 1; ; attempt++) {
      Exception fault;
      try {
        return call.make(attempt);
      } catch (ErrorResponseException e) {
        if (!passes(e)) {
          throw new Refused(e);
        }
        fault = e;
      } catch (MinioException | IOException e) {
        fault = e;
      } catch (IllegalStateException e) {
        // So the client library hands on what its own threads met with.
        if (!(e.getCause() instanceof IOException)) {
          throw e;
        }
        fault = e;
      }
      if (attempt >= attempts || !sleep(wait)) {
        throw unavailable(what, fault);
      }
      wait = wait.multipliedBy(4);
    }
  }

  /** What to say when the store refused and the caller has nothing better. */
  StoreException refused(String what, Refused refusal) {
    String code = refusal.code();
    String advice =
        switch (code) {
          case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "Unauthorized" ->
              "check its access key and secret key";
          case "NoSuchBucket" -> "its bucket is gone: restore it, or start again with a new one";
          case "RequestTimeTooSkewed" -> "correct this machine's clock";
          default -> "check the store's own log";
        };
    return StoreException.unavailable(
        "The object store at " + endpoint + " refused (" + code + ") " + what + ": " + advice + ".",
        refusal);
  }

  private StoreException unavailable(String what, Exception fault) {
    return StoreException.unavailable(
        "The object store at "
            + endpoint
            + " did not answer ("
            + reason(fault)
            + ") "
            + what
            + ": start it with './steward up', or correct its endpoint.",
        fault);
  }

  private static boolean passes(ErrorResponseException e) {
    return PASSING.contains(e.errorResponse().code()) || e.response().code() >= 500;
  }

  private static String reason(Exception fault) {
    for (@Nullable Throwable t = fault; t != null; t = t.getCause()) {
      switch (t) {
        case ConnectException _ -> {
          return "connection refused";
        }
        case UnknownHostException _ -> {
          return "unknown host";
        }
        // "Socket closed" is what remains where the client library ended the wait itself.
        case SocketTimeoutException _ -> {
          return "timeout";
        }
        case SocketException e when "Socket closed".equals(e.getMessage()) -> {
          return "timeout";
        }
        case ErrorResponseException e -> {
          return e.errorResponse().code();
        }
        case ServerException _, InterruptedIOException _ -> {
          return String.valueOf(t.getMessage());
        }
        default -> {}
      }
    }
    Throwable last = fault;
    for (@Nullable Throwable t = fault; t != null; t = t.getCause()) {
      last = t;
    }
    String message = last.getMessage();
    return message == null ? last.getClass().getSimpleName() : message;
  }

  private static boolean sleep(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The store understood and said no. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    Refused(ErrorResponseException cause) {
      super(cause.errorResponse().code(), cause);
      this.code = String.valueOf(cause.errorResponse().code());
      this.status = cause.response().code();
    }

    String code() {
      return code;
    }

    /** Whether the object is not there; the bucket is. */
    boolean isMissing() {
      return code.equals("NoSuchKey") || code.equals("NoSuchObject");
    }

    /** Whether the condition "only if absent" did not hold. */
    boolean isTaken() {
      return status == 412;
    }
  }
}
