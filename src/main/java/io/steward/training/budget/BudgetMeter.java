package io.steward.training.budget;

import io.steward.artifact.RunId;
import io.steward.artifact.StoreException;
import io.steward.training.Cancellation;
import io.steward.training.budget.BudgetAccount.Answer;
import io.steward.training.budget.BudgetEntry.Reserved;
import io.steward.training.budget.BudgetEntry.Settled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs while one candidate is trained: pays its computing in advance, slice by slice, and stops it
 * at the instant at which the time is used up or no further slice can be had. Closing it settles
 * what was used. Safe for use by many threads.
 */
public final class BudgetMeter implements Cancellation, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetMeter.class);

  /** The next slice is asked for this long before the last one ends, or half of a short slice. */
  private static final Duration LEAD = Duration.ofSeconds(4);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final BudgetBook book;
  private final RunId run;
  private final int round;
  private final String candidate;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final long started = System.nanoTime();
  private final String holder;

  /** The instants of {@link System#nanoTime} at which the time, and what is paid, is used up. */
  private final long timeOver;

  private volatile long paidUntil;
  private volatile boolean over;
  private volatile boolean closed;
  private final AtomicReference<@Nullable Resource> refused = new AtomicReference<>();
  private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();

  private BudgetMeter(
      BudgetBook book,
      RunId run,
      String candidate,
      Reserved first,
      Duration timeLeft,
      ScheduledExecutorService timer,
      Clock clock) {
    this.book = book;
    this.run = run;
    this.round = first.round();
    this.candidate = candidate;
    this.holder = first.holder();
    this.timer = timer;
    this.clock = clock;
    this.timeOver = started + timeLeft.toNanos();
    this.paidUntil = started;
    paid(first.time());
  }

  /**
   * Reserves the first slice.
   *
   * @param timer asks for further slices; its tasks are short
   * @throws BudgetUsedUpException if there is nothing left, or training of the round is not open
   */
  public static BudgetMeter start(
      BudgetBook book,
      RunId run,
      int round,
      String candidate,
      ScheduledExecutorService timer,
      Clock clock) {
    Instant now = clock.instant();
    AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    BudgetAccount account =
        book.append(
            run,
            current ->
                entry(current, round, candidate, current.nextHolder(candidate), now, answer));
    return switch (answer.get()) {
      case Answer.Granted(Reserved first) ->
          new BudgetMeter(book, run, candidate, first, account.timeLeft(round, now), timer, clock);
      case Answer.Refused(Resource usedUp) -> throw new BudgetUsedUpException(candidate, usedUp);
      case null -> throw new IllegalStateException("The budget gave no answer.");
    };
  }

  private static Optional<BudgetEntry> entry(
      BudgetAccount account,
      int round,
      String candidate,
      String holder,
      Instant now,
      AtomicReference<@Nullable Answer> answer) {
    Answer given = account.reserve(round, candidate, holder, now);
    answer.set(given);
    return given instanceof Answer.Granted(Reserved entry) ? Optional.of(entry) : Optional.empty();
  }

  @Override
  public boolean requested() {
    if (!over) {
      long now = System.nanoTime();
      if (now - timeOver >= 0 || now - paidUntil >= 0) {
        over = true;
      }
    }
    return over;
  }

  /**
   * Says why the work was stopped, if this meter did it.
   *
   * @throws BudgetUsedUpException if the budget is used up
   * @throws StoreException if the store did not take the reservation of a further slice
   */
  public void throwIfStopped() {
    if (!requested()) {
      return;
    }
    Resource usedUp = refused.get();
    if (usedUp == null && System.nanoTime() - timeOver >= 0) {
      usedUp = Resource.TIME;
    }
    if (usedUp != null) {
      throw new BudgetUsedUpException(candidate, usedUp);
    }
    StoreException fault = failure.get();
    throw fault != null
        ? fault
        : StoreException.unavailable(
            "The store did not take the reservation of computing time for candidate "
                + candidate
                + " soon enough.",
            new TimeoutException());
  }

  /** Settles what was used. If the store does not take it, what was reserved stays reserved. */
  @Override
  public void close() {
    closed = true;
    Duration used = Duration.ofNanos(System.nanoTime() - started);
    try {
      book.append(
          run,
          account ->
              account.isSettled(holder)
                  ? Optional.empty()
                  : Optional.of(new Settled(holder, used, clock.instant())));
    } catch (StoreException e) {
      LOG.warn("What candidate {} used could not be settled: {}", candidate, e.getMessage());
    }
  }

  /** A slice was paid: it begins where the one before ends. */
  private void paid(Duration slice) {
    long end = paidUntil + slice.toNanos();
    paidUntil = end;
    long lead = Math.min(LEAD.toNanos(), slice.toNanos() / 2);
    later(end - lead - System.nanoTime());
  }

  private void later(long nanos) {
    try {
      var _ = timer.schedule(this::renew, Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("No further slice for {}: the application ends.", candidate);
    }
  }

  private void renew() {
    if (closed || requested()) {
      return;
    }
    try {
      Instant now = clock.instant();
      AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
      book.append(run, account -> entry(account, round, candidate, holder, now, answer));
      switch (answer.get()) {
        case Answer.Granted(Reserved next) -> paid(next.time());
        case Answer.Refused(Resource usedUp) -> refused.set(usedUp);
        case null -> throw new IllegalStateException("The budget gave no answer.");
      }
    } catch (StoreException e) {
      failure.set(e);
      later(PAUSE.toNanos());
    }
  }
}
