package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import java.time.Instant;

/**
 * A run as it began. Never changed once written.
 *
 * @param charter the digest of the charter's text as it was submitted
 * @param requestedBy the user name of who started it; the four-eyes rule looks at it
 * @param processInstanceKey the process instance that carries it
 */
public record RunRecord(
    RunId run, Digest charter, String requestedBy, Instant startedAt, long processInstanceKey) {}
