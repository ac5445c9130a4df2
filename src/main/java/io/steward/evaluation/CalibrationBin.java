package io.steward.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Rows whose probability lies between two limits: is it true as often as was said?
 *
 * @param from lower limit, included
 * @param to upper limit, excluded except for 1
 * @param rows how many rows
 * @param predicted mean probability that was given, 0 to 1
 * @param observed share of rows for which it came true, 0 to 1
 * @param interval 95 % interval of the share observed
 */
public record CalibrationBin(
    double from,
    double to,
    long rows,
    double predicted,
    double observed,
    @Nullable Interval interval) {}
