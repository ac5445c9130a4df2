package io.steward.data;

import io.steward.charter.Charter;
import io.steward.charter.DataSource;
import io.steward.charter.FeaturePlan;
import io.steward.charter.Metric;
import io.steward.charter.SplitPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charters for tests. */
public final class Charters {
  private Charters() {}

  public static final Charter.Columns NO_ROLES =
      new Charter.Columns(List.of(), List.of(), List.of(), List.of());

  /** The credit-risk charter, as far as data and features read it. */
  public static Charter credit() {
    return of(
        Charter.Task.BINARY,
        "german_credit.csv",
        "class",
        "bad",
        new Charter.Columns(
            List.of(),
            List.of(),
            List.of(
                new Charter.ProtectedAttribute("age", Map.of(), List.of(26.0), false),
                new Charter.ProtectedAttribute("personal_status", Map.of(), List.of(), false),
                new Charter.ProtectedAttribute("foreign_worker", Map.of(), List.of(), false)),
            List.of("purpose")));
  }

  public static Charter binary(String target, @Nullable String positive) {
    return of(Charter.Task.BINARY, "data.csv", target, positive, NO_ROLES);
  }

  public static Charter of(
      Charter.Task task,
      String file,
      String target,
      @Nullable String positive,
      Charter.Columns columns) {
    return new Charter(
        "test-model",
        "Test",
        "A test",
        "A decision",
        "owner",
        task,
        DataSource.ofFile(file),
        new Charter.Target(target, positive),
        columns,
        new Charter.Success(
            new Charter.MetricThreshold(
                task == Charter.Task.REGRESSION ? Metric.parse("rmse") : Metric.parse("log-loss"),
                1),
            List.of()),
        new Charter.ErrorCosts(1, 1),
        List.of(),
        new Charter.ServingObjective(20, 50),
        new Charter.Budget(Duration.ofMinutes(5), 6, BigDecimal.TEN, Duration.ofDays(30)),
        new Charter.MonitoringPlan(Duration.ofDays(1)),
        new Charter.Suitability(true, true, true, false, "none"),
        new Charter.Regulatory(true, true, true, false),
        42,
        SplitPlan.STANDARD,
        FeaturePlan.AUTOMATIC,
        null);
  }

  /** The same charter with decisions about features. */
  public static Charter with(Charter charter, FeaturePlan features) {
    return with(charter, charter.split(), features);
  }

  /** The same charter with decisions about split and features. */
  public static Charter with(Charter c, SplitPlan split, FeaturePlan features) {
    return new Charter(
        c.name(),
        c.title(),
        c.problem(),
        c.decision(),
        c.owner(),
        c.task(),
        c.source(),
        c.target(),
        c.columns(),
        c.success(),
        c.costs(),
        c.fairness(),
        c.serving(),
        c.budget(),
        c.monitoring(),
        c.suitability(),
        c.regulatory(),
        c.seed(),
        split,
        features,
        c.contract());
  }
}
