package io.steward.workers.web;

import io.steward.artifact.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run in a list; the parts mean what they mean in {@link RunView}. */
public record RunSummary(
    RunId run,
    @Nullable String modelName,
    String requestedBy,
    Instant startedAt,
    String outcome,
    @Nullable Instant endedAt) {}
