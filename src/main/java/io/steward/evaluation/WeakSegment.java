package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the population that was not declared, and in which the model is worse than elsewhere
 * beyond chance. It was found on one half of the holdout; all figures but the number of rows are of
 * the other half, so that finding it does not flatter them.
 *
 * @param segment the conditions in words, for example {@code age < 25 and purpose = car}
 * @param rows rows of the holdout for which they hold
 * @param share of all rows, 0 to 1
 * @param kind in which way the model is worse
 * @param inside the primary metric in the segment; null where it cannot be said
 * @param insideInterval its 95 % interval; null where there is none
 * @param outside the primary metric on the other rows; null where it cannot be said
 * @param difference how much larger the error is inside than outside, see {@link RowErrors}
 * @param interval 95 % interval of the difference
 * @param chance how likely so large a difference is by chance, all candidates considered together
 * @param finding what was found, in a sentence
 * @param proposal what to do about it, in a sentence
 */
public record WeakSegment(
    String segment,
    List<SegmentCondition> conditions,
    long rows,
    double share,
    Kind kind,
    @Nullable Double inside,
    @Nullable Interval insideInterval,
    @Nullable Double outside,
    double difference,
    Interval interval,
    double chance,
    String finding,
    String proposal) {

  public WeakSegment {
    conditions = List.copyOf(conditions);
  }

  /** In which way a model is worse. */
  public enum Kind {
    /** Its errors are larger; of a classifier: larger than its probabilities admit. */
    LARGER_ERRORS,
    /** It gives too little on average. */
    TOO_LOW,
    /** It gives too much on average. */
    TOO_HIGH
  }
}
