package io.steward.charter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model is for, what counts as success, and what it may cost: signed by the business owner
 * before the data is opened. The written form is {@code charter.yaml} with kebab-case keys; the
 * digest of the canonical JSON of this record is what the sign-off binds.
 *
 * @param name the model's name: lower-case letters, digits and hyphens, for example {@code
 *     credit-risk}
 * @param decision the business decision that the model supports
 * @param owner the user name of the business owner who signs
 * @param seed the seed of everything random in the run
 * @param split how training and holdout are divided
 * @param features what is decided about features; the rest is chosen from the data
 * @param contract the data contract (ODCS): a file relative to the charter's folder; null where the
 *     model's latest one is meant
 */
public record Charter(
    String name,
    String title,
    String problem,
    String decision,
    String owner,
    Task task,
    DataSource source,
    Target target,
    Columns columns,
    Success success,
    ErrorCosts costs,
    List<FairnessLimit> fairness,
    ServingObjective serving,
    Budget budget,
    MonitoringPlan monitoring,
    Suitability suitability,
    Regulatory regulatory,
    long seed,
    SplitPlan split,
    FeaturePlan features,
    @Nullable String contract) {

  /** This charter with other roles of columns; everything else is the same. */
  public Charter withColumns(Columns roles) {
    return new Charter(
        name,
        title,
        problem,
        decision,
        owner,
        task,
        source,
        target,
        roles,
        success,
        costs,
        fairness,
        serving,
        budget,
        monitoring,
        suitability,
        regulatory,
        seed,
        split,
        features,
        contract);
  }

  /** What is predicted. Written in lower case. */
  public enum Task {
    BINARY,
    MULTICLASS,
    REGRESSION
  }

  /**
   * @param positive the class whose probability is predicted; only for a binary task
   */
  public record Target(String column, @Nullable String positive) {}

  /**
   * The roles of columns. A column that is in no list is a feature.
   *
   * @param id columns that name a row and must not be learnt from
   * @param ignore columns left out altogether
   * @param protectedAttributes (written {@code protected}) attributes that fairness is assessed by;
   *     never features unless {@code useAsFeature} says so
   * @param segment columns by which the metric is shown separately; they stay features
   * @param time the column that orders rows in time; no feature unless {@code features} encodes it
   * @param group columns whose equal values mark rows that belong together; never features
   * @param knownAfter (written {@code known-after}) columns that are filled in only after the
   *     outcome is known; never features
   */
  public record Columns(
      List<String> id,
      List<String> ignore,
      List<ProtectedAttribute> protectedAttributes,
      List<String> segment,
      @Nullable String time,
      List<String> group,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> knownAfter) {

    // Left out of the canonical form where it is empty, so that older charters keep their digests.
    @JsonCreator
    public Columns {
      knownAfter = Objects.requireNonNullElse(knownAfter, List.of());
    }

    /** Roles without time, groups and late knowledge. */
    public Columns(
        List<String> id,
        List<String> ignore,
        List<ProtectedAttribute> protectedAttributes,
        List<String> segment) {
      this(id, ignore, protectedAttributes, segment, null, List.of(), List.of());
    }
  }

  /**
   * @param groups names for groups of values of a text column; values in no group stand alone. May
   *     be empty
   * @param cutPoints ascending limits that cut a number column into groups; group i holds values
   *     below cutPoints[i]. May be empty
   * @param useAsFeature whether the model may see the column; false unless the charter says so
   */
  public record ProtectedAttribute(
      String column,
      Map<String, List<String>> groups,
      List<Double> cutPoints,
      boolean useAsFeature) {}

  /** The metrics that decide. */
  public record Success(MetricThreshold primary, List<MetricThreshold> secondary) {}

  /** A metric and the value it must reach on the holdout. */
  public record MetricThreshold(Metric metric, double threshold) {}

  /**
   * What an error costs, in any one unit; both 1 where nothing is known. Binary tasks only; for
   * others the values are 1 and unused.
   */
  public record ErrorCosts(double falsePositive, double falseNegative) {}

  /**
   * @param column a protected attribute
   * @param limit the bound: a lower one for ratios, an upper one for differences
   */
  public record FairnessLimit(String column, FairnessMetric metric, double limit) {}

  /** What fairness limits can speak of. */
  public enum FairnessMetric {
    DEMOGRAPHIC_PARITY_RATIO,
    DEMOGRAPHIC_PARITY_DIFFERENCE,
    EQUAL_OPPORTUNITY_DIFFERENCE,
    EQUALIZED_ODDS_DIFFERENCE
  }

  /**
   * @param p95Millis the 95th percentile of the answer time, in milliseconds
   * @param requestsPerSecond the load at which it must hold
   */
  public record ServingObjective(double p95Millis, int requestsPerSecond) {}

  /**
   * @param trainingTime wall time of training; when it is used up a person is asked
   * @param candidates the most candidates that may be trained in one round
   * @param money the most that training may cost, in the currency of the configured compute price
   * @param deadline calendar time after which the whole run is closed
   */
  public record Budget(
      Duration trainingTime, int candidates, BigDecimal money, Duration deadline) {}

  /**
   * @param interval time between two checks of the live model
   */
  public record MonitoringPlan(Duration interval) {}

  /**
   * Is this a machine-learning problem? Input of the decision {@code ml-suitability}.
   *
   * @param ruleOfThumb what is done today without a model; may be "none"
   * @param rule the same in a form that can be tried on the holdout; null where there is none, and
   *     then left out of the canonical form, so that older charters keep their digests
   */
  public record Suitability(
      boolean patternsExpected,
      boolean outcomeRecorded,
      boolean errorsTolerable,
      boolean simpleRuleSuffices,
      String ruleOfThumb,
      @Nullable ThumbRule rule) {

    @JsonCreator
    public Suitability {}

    /** Without a rule that can be tried. */
    public Suitability(
        boolean patternsExpected,
        boolean outcomeRecorded,
        boolean errorsTolerable,
        boolean simpleRuleSuffices,
        String ruleOfThumb) {
      this(
          patternsExpected,
          outcomeRecorded,
          errorsTolerable,
          simpleRuleSuffices,
          ruleOfThumb,
          null);
    }
  }

  /** Input of the decision {@code risk-tier}. */
  public record Regulatory(
      boolean personalData,
      boolean affectsPeople,
      boolean automatedDecision,
      boolean safetyRelevant) {}
}
