package io.steward.evaluation;

import io.steward.charter.Charter.FairnessMetric;
import org.jspecify.annotations.Nullable;

/**
 * What the holdout says about a fairness limit of the charter.
 *
 * @param metric what the limit speaks of
 * @param value the value over the groups that can be judged; null if it cannot be said at all
 * @param limit the bound of the charter: a lower one for ratios, an upper one for differences
 * @param verdict the judgement
 * @param reason in words, with the groups that matter
 */
public record FairnessJudgement(
    FairnessMetric metric, @Nullable Double value, double limit, Verdict verdict, String reason) {

  /** The judgement of a limit. */
  public enum Verdict {
    /** All groups could be judged, and the limit holds. */
    KEPT,
    /** The limit is broken between groups that could be judged. */
    VIOLATED,
    /** It cannot be said, because a group is too small or has no rows of a class. */
    CANNOT_BE_SAID
  }
}
