package io.steward.workers.training;

import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.training.Cancellation;
import io.steward.training.TrainedCandidate;
import io.steward.training.TrainingCancelledException;
import io.steward.training.budget.BudgetAccount;
import io.steward.training.budget.BudgetBook;
import io.steward.training.budget.BudgetEntry.Closed;
import io.steward.training.budget.BudgetEntry.Extended;
import io.steward.training.budget.BudgetEntry.Opened;
import io.steward.training.budget.BudgetLimits;
import io.steward.training.budget.BudgetMeter;
import io.steward.training.budget.ComputePrice;
import io.steward.training.budget.Resource;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.governance.BudgetGrants.Grant;
import io.steward.workers.job.JobContext;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** A run's budget as the jobs of the training use it. Each call is safe to repeat. */
@Component
public class TrainingBudget {
  private final BudgetBook book;
  private final ComputePrice price;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("budget").factory());

  public TrainingBudget(BudgetBook book, StewardProperties properties, Clock clock) {
    this.book = book;
    this.price = properties.budget().price();
    this.clock = clock;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  /** Now, as the account takes it: to the millisecond. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The account, with everything in it that people have granted in the run. */
  BudgetAccount with(List<Grant> grants, RunId run, int round) {
    BudgetAccount account = book.of(run);
    for (Grant grant : grants) {
      account =
          book.append(
              run,
              current ->
                  current.isExtendedBy(grant.decision())
                      ? Optional.empty()
                      : Optional.of(
                          new Extended(round, grant.decision(), grant.extension(), now())));
    }
    return account;
  }

  /** Lets the time of a round run; does nothing if it does already. */
  BudgetAccount open(RunId run, int round, Charter charter, JobContext job) {
    return book.append(
        run,
        account ->
            account.open(round).isPresent()
                ? Optional.empty()
                : Optional.of(
                    account.opening(
                        round, BudgetLimits.of(charter.budget()), price, now(), by(job))));
  }

  /** Stops the time of a round; does nothing if it is stopped already. */
  BudgetAccount close(RunId run, int round, Set<Resource> usedUp, JobContext job) {
    return book.append(
        run,
        account ->
            account.open(round).isEmpty()
                ? Optional.empty()
                : Optional.of(new Closed(round, usedUp, now(), by(job))));
  }

  /** Whether this very job has opened the round: then it was delivered again. */
  static boolean isOpenedBy(JobContext job, Optional<Opened> opened) {
    return opened.filter(open -> open.by().equals(by(job))).isPresent();
  }

  /**
   * Trains a candidate within the budget.
   *
   * @param training stops soon after it is asked to: because the budget is used up, or because the
   *     engine does not wait for the job any more
   * @throws io.steward.training.budget.BudgetUsedUpException if the budget did not suffice
   */
  TrainedCandidate within(
      RunId run,
      int round,
      String candidate,
      JobContext job,
      Function<Cancellation, TrainedCandidate> training) {
    try (BudgetMeter meter = BudgetMeter.start(book, run, round, candidate, timer, clock)) {
      try {
        TrainedCandidate trained = training.apply(() -> job.isGone() || meter.requested());
        if (!trained.result().usable()) {
          // What fails while it is being stopped says nothing about the candidate.
          meter.throwIfStopped();
        }
        return trained;
      } catch (TrainingCancelledException e) {
        meter.throwIfStopped();
        throw e;
      }
    }
  }

  private static String by(JobContext job) {
    return Long.toString(job.jobKey());
  }
}
