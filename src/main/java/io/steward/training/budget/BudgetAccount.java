package io.steward.training.budget;

import io.steward.training.budget.BudgetEntry.Closed;
import io.steward.training.budget.BudgetEntry.Extended;
import io.steward.training.budget.BudgetEntry.Opened;
import io.steward.training.budget.BudgetEntry.Reserved;
import io.steward.training.budget.BudgetEntry.Settled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A run's budget account at one moment: what follows from its entries. Immutable, and knows nothing
 * of stores and clocks.
 *
 * @param entries the oldest first
 */
public record BudgetAccount(List<BudgetEntry> entries) {
  /** The first slice of a candidate; each further one doubles what the candidate has. */
  static final Duration FIRST_SLICE = Duration.ofSeconds(10);

  static final Duration GREATEST_SLICE = Duration.ofMinutes(5);

  /** Below this nothing is halved any more. */
  static final Duration SMALLEST_SLICE = Duration.ofSeconds(2);

  public BudgetAccount {
    entries = List.copyOf(entries);
  }

  /** The answer to somebody who wants to reserve. */
  public sealed interface Answer {
    /** What to write. */
    record Granted(Reserved entry) implements Answer {}

    /** There is nothing left of this. */
    record Refused(Resource usedUp) implements Answer {}
  }

  /** The last time that training of this round was opened or closed. */
  private Optional<BudgetEntry> lastTurn(int round) {
    return entries.stream()
        .filter(
            entry ->
                (entry instanceof Opened opened && opened.round() == round)
                    || (entry instanceof Closed closed && closed.round() == round))
        .reduce((earlier, later) -> later);
  }

  /** How the round that was trained last was opened, whether it still is or not. */
  public Optional<Opened> latest() {
    return entries.stream()
        .filter(Opened.class::isInstance)
        .map(Opened.class::cast)
        .reduce((earlier, later) -> later);
  }

  /** How the round was opened, if it is open. */
  public Optional<Opened> open(int round) {
    return lastTurn(round)
        .flatMap(last -> last instanceof Opened opened ? Optional.of(opened) : Optional.empty());
  }

  /** How the round was closed, if it is closed. */
  public Optional<Closed> closed(int round) {
    return lastTurn(round)
        .flatMap(last -> last instanceof Closed closed ? Optional.of(closed) : Optional.empty());
  }

  /** Whether a person granted more after the round was closed. */
  public boolean isExtendedSinceClosed(int round) {
    return closed(round)
        .map(closed -> entries.subList(entries.lastIndexOf(closed), entries.size()))
        .orElse(List.of())
        .stream()
        .anyMatch(entry -> entry instanceof Extended extended && extended.round() == round);
  }

  /** Whether the extension of this decision is in already. */
  public boolean isExtendedBy(String decision) {
    return of(Extended.class).anyMatch(extended -> extended.decision().equals(decision));
  }

  /** What computing costs in this run; nothing before the first opening. */
  public Optional<ComputePrice> price() {
    return of(Opened.class).findFirst().map(Opened::price);
  }

  /** The charter's limits together with what people granted. */
  public BudgetLimits limits(BudgetLimits signed, int round) {
    Duration time = signed.time();
    BigDecimal money = signed.money();
    int candidates = signed.candidates();
    for (Extended extended : of(Extended.class).toList()) {
      money = money.add(extended.granted().money());
      if (extended.round() == round) {
        time = time.plus(extended.granted().time());
        candidates += extended.granted().candidates();
      }
    }
    return new BudgetLimits(time, money, candidates);
  }

  /** What is used up at this moment. */
  public BudgetUse used(int round, Instant now) {
    return new BudgetUse(
        timeUsed(round, now),
        price().map(price -> price.costs(computed())).orElse(BigDecimal.ZERO),
        begun(round).size());
  }

  /** How much of the open round's time is left; zero if the round is not open. */
  public Duration timeLeft(int round, Instant now) {
    return open(round)
        .map(opened -> Duration.between(now, opened.until()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /** How long can be computed for the money that is left, by all workers together. */
  public Duration computeLeft(int round) {
    Duration left =
        open(round)
            .flatMap(
                opened ->
                    price()
                        .map(price -> price.affords(limits(opened.limits(), round).money()))
                        .map(bought -> bought.minus(computed())))
            .orElse(Duration.ZERO);
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** The entry that opens a round: it ends when the time that is left is over. */
  public Opened opening(
      int round, BudgetLimits signed, ComputePrice price, Instant now, String by) {
    Duration left = limits(signed, round).time().minus(timeUsed(round, now));
    Instant until = left.isPositive() ? now.plus(left) : now;
    return new Opened(round, signed, price().orElse(price), now, until, by);
  }

  /**
   * A slice for a candidate. Slices grow with what the candidate has, so that there are few; and
   * are at most half of the money that is left, so that workers who share the rest all get some.
   */
  public Answer reserve(int round, String candidate, String holder, Instant now) {
    Duration left = timeLeft(round, now);
    if (left.isZero()) {
      return new Answer.Refused(Resource.TIME);
    }
    Set<String> begun = begun(round);
    int most = open(round).map(opened -> limits(opened.limits(), round).candidates()).orElseThrow();
    if (!begun.contains(candidate) && begun.size() >= most) {
      return new Answer.Refused(Resource.CANDIDATES);
    }
    Duration affordable = computeLeft(round);
    if (affordable.isZero()) {
      return new Answer.Refused(Resource.MONEY);
    }
    Duration held = holdings().getOrDefault(holder, Duration.ZERO);
    Duration wanted = least(held.isZero() ? FIRST_SLICE : held, GREATEST_SLICE);
    Duration fair = affordable.dividedBy(2);
    Duration offered = fair.compareTo(SMALLEST_SLICE) < 0 ? SMALLEST_SLICE : fair;
    Duration slice = least(least(wanted, offered), least(affordable, left));
    return new Answer.Granted(new Reserved(round, candidate, holder, slice, now));
  }

  /** A name for the next holder of a candidate: a candidate may be trained again, or twice. */
  public String nextHolder(String candidate) {
    long before =
        of(Reserved.class)
            .filter(reserved -> reserved.candidate().equals(candidate))
            .map(Reserved::holder)
            .distinct()
            .count();
    return candidate + "#" + (before + 1);
  }

  /** Whether the holder's work has ended. */
  public boolean isSettled(String holder) {
    return of(Settled.class).anyMatch(settled -> settled.holder().equals(holder));
  }

  private Set<String> begun(int round) {
    Set<String> begun = new HashSet<>();
    of(Reserved.class)
        .filter(reserved -> reserved.round() == round)
        .forEach(reserved -> begun.add(reserved.candidate()));
    return begun;
  }

  /** All computing that was used or is reserved. */
  private Duration computed() {
    return holdings().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * What each holder has. Who never settles, because its machine died, keeps all that it reserved:
   * nobody knows how much of it was used.
   */
  private Map<String, Duration> holdings() {
    Map<String, Duration> holdings = new LinkedHashMap<>();
    of(Reserved.class)
        .forEach(slice -> holdings.merge(slice.holder(), slice.time(), Duration::plus));
    // Also over a slice that was reserved while its holder settled.
    of(Settled.class).forEach(settled -> holdings.put(settled.holder(), settled.time()));
    return holdings;
  }

  /** Time between opening and closing, at most until the time was used up. */
  private Duration timeUsed(int round, Instant now) {
    Duration used = Duration.ZERO;
    Optional<Opened> since = Optional.empty();
    for (BudgetEntry entry : entries) {
      if (entry instanceof Opened opened && opened.round() == round) {
        used = used.plus(lasted(since, opened.at()));
        since = Optional.of(opened);
      } else if (entry instanceof Closed closed && closed.round() == round) {
        used = used.plus(lasted(since, closed.at()));
        since = Optional.empty();
      }
    }
    return used.plus(lasted(since, now));
  }

  private static Duration lasted(Optional<Opened> opened, Instant end) {
    return opened
        .map(
            period ->
                Duration.between(period.at(), end.isBefore(period.until()) ? end : period.until()))
        .filter(Predicate.not(Duration::isNegative))
        .orElse(Duration.ZERO);
  }

  private <T extends BudgetEntry> Stream<T> of(Class<T> type) {
    return entries.stream().filter(type::isInstance).map(type::cast);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
