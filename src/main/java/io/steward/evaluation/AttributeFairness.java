package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fairness by one protected attribute, in Fairlearn's definitions, over the groups that can be
 * judged; null where there are fewer than two of them.
 *
 * @param demographicParityDifference largest minus smallest selection rate
 * @param demographicParityRatio smallest by largest selection rate
 * @param equalOpportunityDifference largest minus smallest true positive rate
 * @param equalizedOddsDifference the larger of the differences of true and false positive rates
 * @param judgements one a limit of the charter on this attribute
 * @param note why nothing can be said at all, or what was set aside; may be empty
 */
public record AttributeFairness(
    String column,
    List<GroupFairness> groups,
    @Nullable Double demographicParityDifference,
    @Nullable Double demographicParityRatio,
    @Nullable Double equalOpportunityDifference,
    @Nullable Double equalizedOddsDifference,
    List<FairnessJudgement> judgements,
    String note) {

  public AttributeFairness {
    groups = List.copyOf(groups);
    judgements = List.copyOf(judgements);
  }
}
