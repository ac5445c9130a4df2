package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A tenth of the rows in ascending order of the predicted value: is the error there 0 on average,
 * and as large as elsewhere?
 *
 * @param tenth 1 (the smallest predictions) to 10
 * @param rows how many rows
 * @param predicted mean predicted value
 * @param error mean of truth minus prediction
 * @param interval 95 % interval of the mean error; null where there is none
 * @param absoluteError mean size of the errors
 */
public record ResidualBin(
    int tenth,
    long rows,
    double predicted,
    double error,
    @Nullable Interval interval,
    double absoluteError) {}
