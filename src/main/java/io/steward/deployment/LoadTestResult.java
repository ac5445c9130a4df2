package io.steward.deployment;

/**
 * How a version answered under load. Latencies are counted from the moment at which a request was
 * due, so that a stalled server cannot hide behind requests that were never sent.
 *
 * @param requests how many were sent, the warm-up of the client not counted
 * @param errors how many were not answered with 200
 * @param requestsPerSecond answered a second
 * @param met whether the charter's serving objective is met
 * @param reason a sentence that says why
 */
public record LoadTestResult(
    long requests,
    long errors,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double requestsPerSecond,
    boolean met,
    String reason) {}
