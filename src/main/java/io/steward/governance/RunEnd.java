package io.steward.governance;

import io.steward.artifact.RunId;
import java.time.Instant;

/**
 * How a run ended. Never changed once written.
 *
 * @param outcome {@code live}, {@code rejected}, {@code not-an-ml-problem} or {@code cancelled}
 * @param reason why, in words; may be empty
 */
public record RunEnd(RunId run, String outcome, String reason, Instant endedAt) {}
