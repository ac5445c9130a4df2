package io.steward.training.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What computing costs.
 *
 * @param perHour the price of training one candidate for an hour; 0 where computing is free
 * @param currency ISO 4217, for example {@code EUR}
 */
public record ComputePrice(BigDecimal perHour, String currency) {
  /** So much time can be had where computing is free: more than any run takes. */
  static final Duration FREE = Duration.ofDays(36_500);

  private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);
  private static final int DECIMALS = 4;

  public ComputePrice {
    if (perHour.signum() < 0) {
      throw new IllegalArgumentException("A price per hour cannot be negative: " + perHour);
    }
    perHour = perHour.stripTrailingZeros();
  }

  /** What this much computing costs, to four decimals. */
  public BigDecimal costs(Duration computed) {
    return perHour
        .multiply(BigDecimal.valueOf(computed.toMillis()))
        .divide(MILLIS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
  }

  /** How long can be computed for this much money, rounded down to a millisecond. */
  public Duration affords(BigDecimal money) {
    if (perHour.signum() == 0) {
      return FREE;
    }
    BigDecimal millis = money.multiply(MILLIS_PER_HOUR).divide(perHour, 0, RoundingMode.DOWN);
    return millis.compareTo(BigDecimal.valueOf(FREE.toMillis())) < 0
        ? Duration.ofMillis(millis.longValueExact())
        : FREE;
  }
}
