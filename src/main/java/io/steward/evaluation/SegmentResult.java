package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The primary metric on a part of the rows.
 *
 * @param column the segment column
 * @param segment the part, for example {@code used car} or {@code 25 to below 60}
 * @param value the primary metric there; null where it cannot be said
 * @param lower lower end of the 95 % bootstrap interval
 * @param upper upper end of it
 * @param gap how much worse the segment is than all other rows, in points of the metric (or as a
 *     share of the constant answer's for metrics with a unit); negative if it is better; null where
 *     it cannot be said
 * @param weak whether the segment is worse than the other rows beyond chance, all segments
 *     considered together
 * @param note why it cannot be said; may be empty
 */
public record SegmentResult(
    String column,
    String segment,
    long rows,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double gap,
    boolean weak,
    String note) {}
