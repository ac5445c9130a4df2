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

  /** This charter with another budget; everything else is the same. */
  public Charter withBudget(Budget other) {
    return new Charter(
        name,
        title,
        problem,
        decision,
        owner,
        task,
        source,
        target,
        columns,
        success,
        costs,
        fairness,
        serving,
        other,
        monitoring,
        suitability,
        regulatory,
        seed,
        split,
        features,
        contract);
  }

  /** This charter with other decisions about features; everything else is the same. */
  public Charter withFeatures(FeaturePlan other) {
    return new Charter(
        name,
        title,
        problem,
        decision,
        owner,
        task,
        source,
        target,
        columns,
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
        other,
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
   * @param immutable features that the person or thing a decision is about cannot change, like a
   *     history; "what would have to change" never proposes them, nor protected attributes
   */
  public record Columns(
      List<String> id,
      List<String> ignore,
      List<ProtectedAttribute> protectedAttributes,
      List<String> segment,
      @Nullable String time,
      List<String> group,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> knownAfter,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> immutable) {

    // Left out of the canonical form where they are empty, so that older charters keep their
    // digests.
    @JsonCreator
    public Columns {
      knownAfter = Objects.requireNonNullElse(knownAfter, List.of());
      immutable = Objects.requireNonNullElse(immutable, List.of());
    }

    /** Roles where everything that is a feature can be changed. */
    public Columns(
        List<String> id,
        List<String> ignore,
        List<ProtectedAttribute> protectedAttributes,
        List<String> segment,
        @Nullable String time,
        List<String> group,
        List<String> knownAfter) {
      this(id, ignore, protectedAttributes, segment, time, group, knownAfter, List.of());
    }

    /** Roles without time, groups and late knowledge. */
    public Columns(
        List<String> id,
        List<String> ignore,
        List<ProtectedAttribute> protectedAttributes,
        List<String> segment) {
      this(id, ignore, protectedAttributes, segment, null, List.of(), List.of(), List.of());
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

  /**
   * The metrics that decide.
   *
   * @param maxDrop (written {@code max-drop}) how much worse the primary metric may get when the
   *     inputs are disturbed: in points of the metric, or as a share of the constant answer's value
   *     for metrics with a unit; null where {@link CharterDefaults#MAX_DROP} holds
   */
  public record Success(
      MetricThreshold primary, List<MetricThreshold> secondary, @Nullable Double maxDrop) {

    /** Left out of the canonical form where it is null, so that older charters keep digests. */
    @JsonCreator
    public Success {}

    /** Metrics with the usual limit for disturbed inputs. */
    public Success(MetricThreshold primary, List<MetricThreshold> secondary) {
      this(primary, secondary, null);
    }

    /** The drop under disturbed inputs that is allowed. */
    public double allowedDrop() {
      return maxDrop == null ? CharterDefaults.MAX_DROP : maxDrop;
    }
  }

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
   * @param trainingTime wall time of training in one round
   * @param candidates the most candidates that may be trained in one round
   * @param money the most that training may cost in all rounds of a run together, in the currency
   *     of the configured compute price
   * @param deadline calendar time after which the whole run is closed
   * @param stopsWhenUsedUp (written {@code when-used-up: stop}) whether training ends with the best
   *     so far when time, money or candidates are used up; otherwise a person is asked
   */
  public record Budget(
      Duration trainingTime,
      int candidates,
      BigDecimal money,
      Duration deadline,
      // Left out of the canonical form where it is false, so that older charters keep their
      // digests.
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean stopsWhenUsedUp) {

    @JsonCreator
    public Budget {}

    /** A budget after which a person is asked. */
    public Budget(Duration trainingTime, int candidates, BigDecimal money, Duration deadline) {
      this(trainingTime, candidates, money, deadline, false);
    }
  }

  /** What becomes of the training when its budget is used up. */
  enum WhenUsedUp {
    ASK,
    STOP
  }

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
