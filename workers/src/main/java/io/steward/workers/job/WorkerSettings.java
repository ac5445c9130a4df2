package io.steward.workers.job;

import java.time.Duration;

/**
 * How jobs are taken.
 *
 * @param heavyThreads how many heavy jobs run at once, of all types together
 * @param lightJobs how many jobs of one light type are taken at once
 * @param timeout after how long without a sign of life the engine delivers a job again
 * @param pollInterval how often the engine is asked for jobs that were not streamed
 * @param drain how long running jobs may take to finish at shutdown
 */
public record WorkerSettings(
    int heavyThreads, int lightJobs, Duration timeout, Duration pollInterval, Duration drain) {}
