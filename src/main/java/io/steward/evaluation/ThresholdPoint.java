package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What a threshold gives, in one attribute's groups that can be judged.
 *
 * @param threshold the probability from which a row counts as positive
 * @param chosen whether it is the model's
 * @param accuracy share of right answers of all rows
 * @param expectedCost mean cost a row, by the charter's error costs
 * @param selectionDifference largest minus smallest selection rate; null where fewer than two
 *     groups have one. Likewise the next two
 * @param selectionRatio smallest by largest selection rate
 * @param opportunityDifference largest minus smallest true positive rate
 */
public record ThresholdPoint(
    double threshold,
    boolean chosen,
    double accuracy,
    double expectedCost,
    @Nullable Double selectionDifference,
    @Nullable Double selectionRatio,
    @Nullable Double opportunityDifference) {}
