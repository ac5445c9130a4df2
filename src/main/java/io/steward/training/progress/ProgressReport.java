package io.steward.training.progress;

import java.time.Instant;

/**
 * How far the work on a candidate was at a moment.
 *
 * @param share of the work that was done, 0 to 1
 * @param doing what was being done, for people
 * @param since when this worker began with it
 * @param at the moment, by the clock of the worker's machine
 * @param worker which process it was, {@code host/pid}
 * @param ended whether this is the worker's last report on the candidate
 */
public record ProgressReport(
    String candidate,
    double share,
    String doing,
    Instant since,
    Instant at,
    String worker,
    boolean ended) {}
