package io.steward.training.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.RunId;
import io.steward.artifact.StoreException;
import io.steward.training.budget.BudgetAccount.Answer;
import io.steward.training.budget.BudgetEntry.Closed;
import io.steward.training.budget.BudgetEntry.Extended;
import io.steward.training.budget.BudgetEntry.Reserved;
import io.steward.training.budget.BudgetEntry.Settled;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetBookTest {
  private static final RunId RUN = RunId.parse("run-1");
  private static final ComputePrice PRICE = new ComputePrice(new BigDecimal("3.60"), "EUR");

  private final ArtifactStore store = new InMemoryArtifactStore();
  private final BudgetBook book = new BudgetBook(store);
  private final Clock clock = Clock.systemUTC();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void shouldReadAgainWhatEveryKindOfEntrySays() {
    Instant now = Instant.parse("2026-01-05T08:00:00.250Z");
    List<BudgetEntry> entries =
        List.of(
            book.of(RUN).opening(0, limits("5", 9), PRICE, now, "job-1"),
            new Reserved(0, "a", "a#1", Duration.ofSeconds(10), now),
            new Settled("a#1", Duration.ofMillis(1500), now),
            new Closed(0, Set.of(Resource.TIME, Resource.MONEY), now, "job-2"),
            new Extended(
                0,
                "task-1",
                new BudgetExtension(Duration.ofMinutes(1), new BigDecimal("2.5"), 3),
                now));

    entries.forEach(entry -> book.append(RUN, _ -> Optional.of(entry)));

    assertThat(new BudgetBook(store).of(RUN).entries()).isEqualTo(entries);
    assertThat(store.list("runs/run-1/budget/")).hasSize(5);
  }

  @Test
  void shouldWriteNothingWhenNothingIsDecided() {
    book.append(RUN, _ -> Optional.empty());

    assertThat(store.list("runs/run-1/")).isEmpty();
  }

  @Test
  void shouldNeverReserveMoreThanThereIsWhenManyWorkersAskAtOnce() throws Exception {
    // 0.36 buy six minutes: 360 seconds.
    open(limits("0.36", 200));
    List<Callable<Duration>> workers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String candidate = "c" + i;
      BudgetBook own = new BudgetBook(store);
      workers.add(() -> reserveAll(own, candidate));
    }

    Duration reserved = Duration.ZERO;
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Duration> worker : threads.invokeAll(workers)) {
        reserved = reserved.plus(worker.get());
      }
    }

    assertThat(reserved).isEqualTo(Duration.ofMinutes(6));
    assertThat(book.of(RUN).used(0, clock.instant()).money()).isEqualByComparingTo("0.36");
    assertThat(book.of(RUN).computeLeft(0)).isZero();
  }

  @Test
  void shouldGiveTwoDeliveriesOfOneJobAHolderEach() throws Exception {
    open(limits("5", 9));
    Callable<BudgetMeter> delivery = () -> meter(new BudgetBook(store), "a");

    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<BudgetMeter> started : threads.invokeAll(List.of(delivery, delivery))) {
        started.get().close();
      }
    }

    assertThat(book.of(RUN).entries())
        .filteredOn(Reserved.class::isInstance)
        .extracting(entry -> ((Reserved) entry).holder())
        .containsExactlyInAnyOrder("a#1", "a#2");
    assertThat(book.of(RUN).entries()).filteredOn(Settled.class::isInstance).hasSize(2);
  }

  @Test
  void shouldStopACandidateWhenTheTimeIsUsedUp() {
    open(new BudgetLimits(Duration.ofMillis(300), BigDecimal.TEN, 9));
    Instant until = book.of(RUN).open(0).orElseThrow().until();

    try (BudgetMeter meter = meter(book, "a")) {
      assertThat(meter.requested()).isFalse();
      meter.throwIfStopped();
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(meter::requested);
      assertThat(clock.instant()).isAfterOrEqualTo(until.minusMillis(50));
      assertThatThrownBy(meter::throwIfStopped)
          .isInstanceOfSatisfying(
              BudgetUsedUpException.class, e -> assertThat(e.usedUp()).isEqualTo(Resource.TIME))
          .hasMessageContaining("Candidate a");
    }

    assertThatThrownBy(() -> meter(book, "a"))
        .isInstanceOfSatisfying(
            BudgetUsedUpException.class, e -> assertThat(e.usedUp()).isEqualTo(Resource.TIME));
  }

  @Test
  void shouldPayOnAsLongAsThereIsMoneyAndThenStop() {
    // 0.0045 buy four and a half seconds, in slices of 2.25, 2 and 0.25 seconds.
    open(limits("0.0045", 9));
    Instant start = clock.instant();

    try (BudgetMeter meter = meter(book, "a")) {
      Awaitility.await().atMost(Duration.ofSeconds(15)).until(meter::requested);
      assertThatThrownBy(meter::throwIfStopped)
          .isInstanceOfSatisfying(
              BudgetUsedUpException.class, e -> assertThat(e.usedUp()).isEqualTo(Resource.MONEY));
    }

    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofMillis(4_400), Duration.ofMillis(6_500));
    assertThat(book.of(RUN).used(0, clock.instant()).money())
        .isBetween(new BigDecimal("0.0044"), new BigDecimal("0.0065"));
  }

  @Test
  void shouldBlameTheStoreAndNotTheBudgetWhenNoSliceCouldBeReserved() {
    open(limits("0.0045", 9));
    AtomicBoolean broken = new AtomicBoolean();

    try (BudgetMeter meter = meter(new BudgetBook(breaking(broken)), "a")) {
      broken.set(true);
      Awaitility.await().atMost(Duration.ofSeconds(15)).until(meter::requested);
      assertThatThrownBy(meter::throwIfStopped).isInstanceOf(StoreException.class);
    }

    // It could not settle either: what it reserved counts as used.
    assertThat(book.of(RUN).used(0, clock.instant()).money()).isEqualByComparingTo("0.0023");
  }

  private ArtifactStore breaking(AtomicBoolean broken) {
    return (ArtifactStore)
        Proxy.newProxyInstance(
            ArtifactStore.class.getClassLoader(),
            new Class<?>[] {ArtifactStore.class},
            (_, method, arguments) -> {
              if (broken.get() && method.getName().equals("putIfAbsent")) {
                throw StoreException.unavailable("Not there.", new ConnectException());
              }
              return method.invoke(store, arguments);
            });
  }

  @Test
  void shouldCountOnlyWhatWasUsedWhenACandidateIsQuick() {
    open(limits("5", 9));

    meter(book, "a").close();

    assertThat(book.of(RUN).used(0, clock.instant()).money()).isLessThan(new BigDecimal("0.005"));
    assertThat(store.list("runs/run-1/budget/")).hasSize(3);
  }

  private BudgetMeter meter(BudgetBook own, String candidate) {
    return BudgetMeter.start(own, RUN, 0, candidate, timer, clock);
  }

  private void open(BudgetLimits limits) {
    Instant now = clock.instant();
    book.append(RUN, account -> Optional.of(account.opening(0, limits, PRICE, now, "job-1")));
  }

  private static BudgetLimits limits(String money, int candidates) {
    return new BudgetLimits(Duration.ofMinutes(30), new BigDecimal(money), candidates);
  }

  private Duration reserveAll(BudgetBook own, String candidate) {
    Duration reserved = Duration.ZERO;
    while (true) {
      AtomicReference<@Nullable Answer> last = new AtomicReference<>();
      own.append(
          RUN,
          account -> {
            Answer answer = account.reserve(0, candidate, candidate + "#1", clock.instant());
            last.set(answer);
            return answer instanceof Answer.Granted(Reserved entry)
                ? Optional.of(entry)
                : Optional.empty();
          });
      if (!(last.get() instanceof Answer.Granted(Reserved entry))) {
        return reserved;
      }
      reserved = reserved.plus(entry.time());
    }
  }
}
