package io.steward.evaluation;

import io.steward.charter.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A metric on the holdout.
 *
 * @param value the value; null where it cannot be said
 * @param lower lower end of the 95 % bootstrap interval; null where it cannot be said
 * @param upper upper end of it
 * @param threshold the value that the charter asks for; null if it asks for none
 * @param verdict REACHED or MISSED by the value itself (not by the interval), UNDECIDED if there is
 *     no value or {@link HoldoutEvaluator} finds too few rows
 * @param baseline the value of the best answer that is the same for every row; null where it cannot
 *     be said
 * @param note why it cannot be said, or how sure the verdict is; may be empty
 */
public record MetricResult(
    Metric metric,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double threshold,
    Verdict verdict,
    @Nullable Double baseline,
    String note) {}
