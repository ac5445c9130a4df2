package io.steward.evaluation.report;

import io.steward.artifact.Digest;

/**
 * A stored artifact that a report stands on.
 *
 * @param name what it is, for people
 */
public record Evidence(String name, Digest digest) {}
