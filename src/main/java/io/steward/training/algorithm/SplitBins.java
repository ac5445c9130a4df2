package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * How finely regression trees look for splits. The library reads it from a system property at each
 * split, for the whole JVM, so fits that want different values must not run at the same time; fits
 * that want the same value may. Classification forests do not read it.
 */
enum SplitBins {
  /** Every value is tried: what a regression forest and a single tree need. */
  EXACT("1"),
  /** About a hundred places are tried, the library's default: enough for boosting, and faster. */
  HUNDRED("100");

  private static final String PROPERTY = "smile.regression_tree.bins";
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Condition FREE = LOCK.newCondition();
  private static int running;
  private static SplitBins current = HUNDRED;

  private final String value;

  SplitBins(String value) {
    this.value = value;
  }

  /** Runs a fit while this value holds; waits until no fit that needs another value runs. */
  <T> T during(Cancellation cancellation, Supplier<T> fit) {
    enter(cancellation);
    try {
      return fit.get();
    } finally {
      leave();
    }
  }

  private void enter(Cancellation cancellation) {
    LOCK.lock();
    try {
      while (running > 0 && current != this) {
        cancellation.check();
        boolean signalled = FREE.await(50, TimeUnit.MILLISECONDS);
        if (!signalled) {
          cancellation.check();
        }
      }
      current = this;
      System.setProperty(PROPERTY, value);
      running++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new io.steward.training.TrainingCancelledException();
    } finally {
      LOCK.unlock();
    }
  }

  private static void leave() {
    LOCK.lock();
    try {
      running--;
      FREE.signalAll();
    } finally {
      LOCK.unlock();
    }
  }
}
