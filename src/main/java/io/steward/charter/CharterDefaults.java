package io.steward.charter;

import io.steward.charter.Charter.Budget;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.MonitoringPlan;
import io.steward.charter.Charter.Regulatory;
import io.steward.charter.Charter.ServingObjective;
import io.steward.charter.Charter.Suitability;
import java.math.BigDecimal;
import java.time.Duration;

/** What holds where a charter says nothing. The JSON schema documents the same values. */
public final class CharterDefaults {
  /** Both errors cost the same. */
  public static final ErrorCosts COSTS = new ErrorCosts(1, 1);

  /** How much the primary metric may lose under disturbed inputs: ten points, or a tenth. */
  public static final double MAX_DROP = 0.1;

  public static final ServingObjective SERVING = new ServingObjective(50, 20);

  /** On a table of a few thousand rows the candidates are done in a fraction of the time. */
  public static final Budget BUDGET =
      new Budget(
          Duration.ofMinutes(5), 40, BigDecimal.TEN.stripTrailingZeros(), Duration.ofDays(14));

  public static final MonitoringPlan MONITORING = new MonitoringPlan(Duration.ofHours(1));

  public static final Suitability SUITABILITY = new Suitability(true, true, true, false, "none");

  /** Where nothing is said, the stricter reading holds: personal data, and people are affected. */
  public static final Regulatory REGULATORY = new Regulatory(true, true, false, false);

  public static final long SEED = 42;

  private CharterDefaults() {}
}
