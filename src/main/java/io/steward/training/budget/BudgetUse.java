package io.steward.training.budget;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How much was used up. Reserved and not yet settled money counts as used.
 *
 * @param time wall time of training in the round, without the time in which people were asked
 * @param money for the compute hours of all rounds of the run, to four decimals
 * @param candidates that were begun in the round
 */
public record BudgetUse(Duration time, BigDecimal money, int candidates) {}
