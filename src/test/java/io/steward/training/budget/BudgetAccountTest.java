package io.steward.training.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.training.budget.BudgetAccount.Answer;
import io.steward.training.budget.BudgetEntry.Closed;
import io.steward.training.budget.BudgetEntry.Extended;
import io.steward.training.budget.BudgetEntry.Opened;
import io.steward.training.budget.BudgetEntry.Reserved;
import io.steward.training.budget.BudgetEntry.Settled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetAccountTest {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final ComputePrice PRICE = new ComputePrice(new BigDecimal("3.60"), "EUR");

  /** 3.60 an hour are 0.06 a minute: 6.00 buy a hundred minutes. */
  private static final BudgetLimits LIMITS =
      new BudgetLimits(Duration.ofMinutes(5), new BigDecimal("6"), 2);

  private BudgetAccount account = new BudgetAccount(List.of());

  @Test
  void shouldRefuseWhenTrainingIsNotOpen() {
    assertThat(account.reserve(0, "a", "a#1", START)).isEqualTo(refused(Resource.TIME));

    open(0, START);
    close(0, at(10));

    assertThat(account.reserve(0, "a", "a#1", at(11))).isEqualTo(refused(Resource.TIME));
    assertThat(account.timeLeft(0, at(11))).isZero();
  }

  @Test
  void shouldEndAtOneInstantHoweverLateAWorkerAsks() {
    open(0, START);

    assertThat(account.open(0).orElseThrow().until()).isEqualTo(at(300));
    assertThat(granted("a", "a#1", at(299)).time()).isEqualTo(Duration.ofSeconds(1));
    assertThat(account.reserve(0, "b", "b#1", at(300))).isEqualTo(refused(Resource.TIME));
  }

  @Test
  void shouldGrowTheSlicesOfACandidate() {
    open(0, START);

    assertThat(slices("a", 5)).containsExactly(10L, 10L, 20L, 40L, 80L);
  }

  @Test
  void shouldCutTheLastSliceWhereTheTimeEnds() {
    open(0, START);
    slices("a", 5);

    assertThat(granted("a", "a#1", at(200)).time()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void shouldGiveHalfOfWhatIsLeftSoThatOthersGetSomeToo() {
    // 0.012 buy twelve seconds.
    open(0, START, new BudgetLimits(Duration.ofMinutes(5), new BigDecimal("0.012"), 9));

    assertThat(slices("a", 1)).containsExactly(6L);
    assertThat(slices("b", 1)).containsExactly(3L);
    assertThat(slices("a", 1)).containsExactly(2L);
    assertThat(slices("b", 1)).containsExactly(1L);
    assertThat(account.computeLeft(0)).isZero();
    assertThat(account.reserve(0, "a", "a#1", at(1))).isEqualTo(refused(Resource.MONEY));
  }

  @Test
  void shouldGiveBackWhatWasNotUsedWhenAHolderSettles() {
    open(0, START, new BudgetLimits(Duration.ofMinutes(5), new BigDecimal("0.012"), 9));
    slices("a", 1);

    add(new Settled("a#1", Duration.ofSeconds(1), at(1)));

    assertThat(account.computeLeft(0)).isEqualTo(Duration.ofSeconds(11));
    assertThat(account.used(0, at(1)).money()).isEqualByComparingTo("0.001");
  }

  @Test
  void shouldChargeWhatWasUsedBeyondTheReservation() {
    open(0, START);
    slices("a", 1);

    add(new Settled("a#1", Duration.ofSeconds(11), at(11)));

    assertThat(account.used(0, at(11)).money()).isEqualByComparingTo("0.011");
  }

  @Test
  void shouldKeepTheReservationOfAHolderThatDied() {
    open(0, START);
    slices("a", 1);

    String again = account.nextHolder("a");
    add(granted("a", again, at(60)));
    add(new Settled(again, Duration.ofSeconds(4), at(64)));

    assertThat(again).isEqualTo("a#2");
    assertThat(account.used(0, at(64)).money()).isEqualByComparingTo("0.014");
    assertThat(account.used(0, at(64)).candidates()).isEqualTo(1);
  }

  @Test
  void shouldIgnoreASliceThatWasReservedWhileItsHolderSettled() {
    open(0, START);
    add(new Settled("a#1", Duration.ofSeconds(1), at(1)));
    slices("a", 1);

    assertThat(account.used(0, at(1)).money()).isEqualByComparingTo("0.001");
  }

  @Test
  void shouldRefuseACandidateMoreButNotOneThatWasBegun() {
    open(0, START);
    slices("a", 1);
    slices("b", 1);

    assertThat(account.reserve(0, "c", "c#1", at(1))).isEqualTo(refused(Resource.CANDIDATES));
    assertThat(account.reserve(0, "a", "a#2", at(1))).isInstanceOf(Answer.Granted.class);
  }

  @Test
  void shouldCountTimeAndCandidatesOfEachRoundButMoneyOfAll() {
    open(0, START);
    slices("a", 1);
    close(0, at(100));
    open(1, at(1_000));
    slices(1, "b", 1, at(1_000));

    assertThat(account.used(1, at(1_020)))
        .isEqualTo(new BudgetUse(Duration.ofSeconds(20), new BigDecimal("0.0200"), 1));
    assertThat(account.open(1).orElseThrow().until()).isEqualTo(at(1_300));
  }

  @Test
  void shouldNotCountTheTimeThatAPersonTakesToAnswer() {
    open(0, START);
    close(0, at(301), Resource.TIME);
    add(new Extended(0, "task-1", extension("PT1M"), at(9_000)));

    open(0, at(9_000));

    assertThat(account.open(0).orElseThrow().until()).isEqualTo(at(9_060));
    assertThat(account.used(0, at(9_030)).time()).isEqualTo(Duration.ofSeconds(330));
  }

  @Test
  void shouldEndAtOnceWhenARoundIsOpenedAgainWithoutTimeLeft() {
    open(0, START);
    close(0, at(301), Resource.TIME);

    open(0, at(9_000));

    assertThat(account.timeLeft(0, at(9_000))).isZero();
  }

  @Test
  void shouldAddWhatPeopleGranted() {
    open(0, START);
    add(
        new Extended(
            0, "task-1", new BudgetExtension(Duration.ofMinutes(1), money("2"), 3), START));
    add(
        new Extended(
            1, "task-2", new BudgetExtension(Duration.ofMinutes(7), money("1"), 5), START));

    assertThat(account.limits(LIMITS, 0))
        .isEqualTo(new BudgetLimits(Duration.ofMinutes(6), money("9"), 5));
    assertThat(account.isExtendedBy("task-1")).isTrue();
    assertThat(account.isExtendedBy("task-3")).isFalse();
  }

  @Test
  void shouldKnowWhetherItWasExtendedSinceItWasClosed() {
    open(0, START);
    add(new Extended(0, "task-1", extension("PT1M"), START));
    assertThat(account.isExtendedSinceClosed(0)).isFalse();

    close(0, at(9), Resource.MONEY);
    assertThat(account.isExtendedSinceClosed(0)).isFalse();
    assertThat(account.closed(0).orElseThrow().usedUp()).containsExactly(Resource.MONEY);

    add(new Extended(0, "task-2", extension("PT1M"), at(10)));
    assertThat(account.isExtendedSinceClosed(0)).isTrue();
  }

  @Test
  void shouldKeepThePriceThatTheRunBeganWith() {
    open(0, START);
    ComputePrice raised = new ComputePrice(BigDecimal.TEN, "EUR");

    assertThat(account.opening(1, LIMITS, raised, at(5), "job").price()).isEqualTo(PRICE);
  }

  @Test
  void shouldNotLimitByMoneyWhenComputingIsFree() {
    ComputePrice free = new ComputePrice(BigDecimal.ZERO, "EUR");
    add(
        account.opening(
            0, new BudgetLimits(Duration.ofDays(7), money("0"), 2), free, START, "job"));

    assertThat(slices("a", 8)).last().isEqualTo(300L);
    assertThat(account.used(0, at(1)).money()).isZero();
  }

  @Test
  void shouldRefuseAtOnceWhenThereIsNoMoney() {
    open(0, START, new BudgetLimits(Duration.ofMinutes(5), money("0"), 9));

    assertThat(account.reserve(0, "a", "a#1", START)).isEqualTo(refused(Resource.MONEY));
  }

  private void open(int round, Instant now) {
    open(round, now, LIMITS);
  }

  private void open(int round, Instant now, BudgetLimits limits) {
    Opened opened = account.opening(round, limits, PRICE, now, "job-" + now);
    add(opened);
  }

  private void close(int round, Instant now, Resource... usedUp) {
    add(new Closed(round, Set.of(usedUp), now, "job-" + now));
  }

  private void add(BudgetEntry entry) {
    List<BudgetEntry> entries = new ArrayList<>(account.entries());
    entries.add(entry);
    account = new BudgetAccount(entries);
  }

  private List<Long> slices(String candidate, int count) {
    return slices(0, candidate, count, at(1));
  }

  private List<Long> slices(int round, String candidate, int count, Instant now) {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Answer answer = account.reserve(round, candidate, candidate + "#1", now);
      assertThat(answer).isInstanceOf(Answer.Granted.class);
      Reserved slice = ((Answer.Granted) answer).entry();
      add(slice);
      seconds.add(slice.time().toSeconds());
    }
    return seconds;
  }

  private Reserved granted(String candidate, String holder, Instant now) {
    Answer answer = account.reserve(0, candidate, holder, now);
    assertThat(answer).isInstanceOf(Answer.Granted.class);
    return ((Answer.Granted) answer).entry();
  }

  private static Answer refused(Resource resource) {
    return new Answer.Refused(resource);
  }

  private static BudgetExtension extension(String time) {
    return new BudgetExtension(Duration.parse(time), BigDecimal.ZERO, 0);
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }
}
