package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fairness by one protected attribute or by a crossing of some, in Fairlearn's definitions, over
 * the groups that can be judged.
 *
 * @param column the attribute; of a crossing the attributes, for example {@code sex × age}
 * @param gaps how far the groups lie apart, by measure; empty if nothing can be said at all
 * @param thresholds what other thresholds would give, ascending; binary only
 * @param judgements one a limit of the charter on this attribute; none for crossings
 * @param note why nothing can be said at all, or what was set aside; may be empty
 */
public record AttributeFairness(
    String column,
    List<GroupFairness> groups,
    List<FairnessGap> gaps,
    List<ThresholdPoint> thresholds,
    List<FairnessJudgement> judgements,
    String note) {

  public AttributeFairness {
    groups = List.copyOf(groups);
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
    thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
    judgements = List.copyOf(judgements);
  }

  /** A gap; null if the measure does not suit the task or nothing can be said at all. */
  public @Nullable FairnessGap gap(GapMeasure measure) {
    return gaps.stream().filter(gap -> gap.measure() == measure).findFirst().orElse(null);
  }

  /** The value of a gap; null where it cannot be said. */
  public @Nullable Double value(GapMeasure measure) {
    FairnessGap gap = gap(measure);
    return gap == null ? null : gap.value();
  }

  /** Largest minus smallest selection rate. */
  public @Nullable Double demographicParityDifference() {
    return value(GapMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE);
  }

  /** Smallest by largest selection rate. */
  public @Nullable Double demographicParityRatio() {
    return value(GapMeasure.DEMOGRAPHIC_PARITY_RATIO);
  }

  /** Largest minus smallest true positive rate. */
  public @Nullable Double equalOpportunityDifference() {
    return value(GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE);
  }

  /** The larger of the differences of true and false positive rates. */
  public @Nullable Double equalizedOddsDifference() {
    return value(GapMeasure.EQUALIZED_ODDS_DIFFERENCE);
  }
}
