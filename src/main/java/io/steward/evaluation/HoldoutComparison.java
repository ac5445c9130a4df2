package io.steward.evaluation;

import io.steward.charter.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The model beside an answer that needs no model, on the same rows.
 *
 * @param against what it is compared with, in words
 * @param metric what both are measured by
 * @param model the model's value; null where it cannot be said. Likewise the next two
 * @param other the other's value
 * @param difference how much better the model is, in the metric's unit; negative if it is worse
 * @param interval 95 % interval of the difference, both on the same draws; null where there is none
 * @param outcome the judgement
 * @param words all of it in a sentence
 */
public record HoldoutComparison(
    String against,
    Metric metric,
    @Nullable Double model,
    @Nullable Double other,
    @Nullable Double difference,
    @Nullable Interval interval,
    Outcome outcome,
    String words) {

  /** What the comparison says. */
  public enum Outcome {
    /** The model is better beyond chance. */
    BETTER,
    /** These rows do not tell the two apart. */
    EQUAL,
    /** The model is worse beyond chance. */
    WORSE,
    /** It cannot be said. */
    CANNOT_BE_SAID
  }
}
