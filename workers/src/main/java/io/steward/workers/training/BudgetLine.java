package io.steward.workers.training;

import io.steward.training.budget.BudgetAccount;
import io.steward.training.budget.BudgetEntry.Closed;
import io.steward.training.budget.BudgetLimits;
import io.steward.training.budget.BudgetUse;
import io.steward.training.budget.Resource;
import io.steward.workers.problem.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How much of a part of the budget is used, as a row of a form's table.
 *
 * @param name for people
 * @param state "used up", or ""
 */
public record BudgetLine(String name, String used, String allowed, String state) {

  /** The rows of an account: the round that was trained last; none if nothing was trained. */
  public static List<BudgetLine> of(BudgetAccount account, Instant now) {
    return account
        .latest()
        .map(
            opened -> {
              int round = opened.round();
              return of(
                  account.used(round, now),
                  account.limits(opened.limits(), round),
                  opened.price().currency(),
                  account.closed(round).map(Closed::usedUp).orElse(Set.of()));
            })
        .orElse(List.of());
  }

  /** The rows of a budget. */
  static List<BudgetLine> of(
      BudgetUse used, BudgetLimits limits, String currency, Collection<Resource> usedUp) {
    return List.of(
        new BudgetLine(
            "Training time in this round",
            Durations.words(seconds(used.time())),
            Durations.words(limits.time()),
            state(Resource.TIME, usedUp)),
        new BudgetLine(
            "Money for computing, all rounds",
            money(used.money(), currency),
            money(limits.money(), currency),
            state(Resource.MONEY, usedUp)),
        new BudgetLine(
            "Candidates begun in this round",
            Integer.toString(used.candidates()),
            Integer.toString(limits.candidates()),
            state(Resource.CANDIDATES, usedUp)));
  }

  private static String state(Resource resource, Collection<Resource> usedUp) {
    return usedUp.contains(resource) ? "used up" : "";
  }

  private static Duration seconds(Duration time) {
    return Duration.ofSeconds(Math.round(time.toMillis() / 1e3));
  }

  /** Two decimals, and more where an amount is so small that two say nothing. */
  private static String money(BigDecimal amount, String currency) {
    BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_UP);
    boolean saysNothing = rounded.signum() == 0 && amount.signum() != 0;
    return (saysNothing ? amount.setScale(4, RoundingMode.HALF_UP) : rounded).toPlainString()
        + " "
        + currency;
  }
}
