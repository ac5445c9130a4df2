package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A tenth of the rows in descending order of the probability: how many more positives are in it
 * than in as many rows chosen at random?
 *
 * @param tenth 1 (the highest probabilities) to 10
 * @param rows how many rows
 * @param positives how many of them are positive; rows with equal probabilities on both sides of a
 *     border are shared out evenly
 * @param rate positives by rows
 * @param interval 95 % interval of the rate; null where there is none
 * @param lift rate by the rate of all rows
 * @param gain share of all positives that this tenth and those before it hold
 */
public record LiftBin(
    int tenth,
    long rows,
    double positives,
    double rate,
    @Nullable Interval interval,
    double lift,
    double gain) {}
