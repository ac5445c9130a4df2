package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What the model does with one group of people. A rate is null where it cannot be said, and the
 * note says why.
 *
 * @param rows rows of the group
 * @param positives rows of the group whose true class is the positive one
 * @param selectionRate share of rows that are answered with the positive class
 * @param truePositiveRate share of the positive rows that are found
 * @param falsePositiveRate share of the negative rows that are taken for positive
 * @param precision share of the positive answers that are right
 * @param primary the charter's primary metric on the group alone
 * @param note why something cannot be said; may be empty
 */
public record GroupFairness(
    String group,
    long rows,
    long positives,
    @Nullable Double selectionRate,
    @Nullable Double truePositiveRate,
    @Nullable Double falsePositiveRate,
    @Nullable Double precision,
    @Nullable Double primary,
    String note) {}
