package io.steward.training.budget;

import io.steward.charter.Charter;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How much may be used up.
 *
 * @param time wall time of training in one round
 * @param money for the compute hours of all rounds of the run
 * @param candidates in one round
 */
public record BudgetLimits(Duration time, BigDecimal money, int candidates) {

  /** What the charter allows. */
  public static BudgetLimits of(Charter.Budget budget) {
    return new BudgetLimits(budget.trainingTime(), budget.money(), budget.candidates());
  }
}
