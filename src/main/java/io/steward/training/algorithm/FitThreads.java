package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import io.steward.training.TrainingCancelledException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one fit on threads of its own. Three reasons: the library's random numbers belong to the
 * thread, so nobody else may draw from them; its parallel streams split their work, and with it
 * sums of doubles, by the size of the pool that they run in, so the pool is of a known size and
 * never the JVM's common one; and a fit that is slow to ask whether it should stop need not be
 * waited for.
 */
final class FitThreads {
  private static final long POLL_MILLIS = 20;

  private FitThreads() {}

  /**
   * Runs a fit to its end, or until cancellation is requested.
   *
   * @throws TrainingCancelledException within about {@value #POLL_MILLIS} ms of the request
   */
  static <T> T run(int threads, Cancellation cancellation, Callable<T> fit) {
    cancellation.check();
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      ForkJoinTask<T> task = pool.submit(fit);
      while (true) {
        try {
          return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
          if (cancellation.requested()) {
            throw new TrainingCancelledException();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingCancelledException();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The pool and the streams wrap what a fit threw, some of them several times. */
  private static RuntimeException unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause.getClass() == RuntimeException.class
            || cause.getClass() == cause.getCause().getClass())) {
      cause = cause.getCause();
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof TrainingCancelledException
          || t instanceof UnsuitableDataException
          || t instanceof Error) {
        cause = t;
      }
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }
}
