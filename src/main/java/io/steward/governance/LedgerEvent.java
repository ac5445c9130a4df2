package io.steward.governance;

import io.steward.artifact.RunId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and shall be provable.
 *
 * @param type what happened, in kebab-case, for example {@code decision}, {@code decision-denied},
 *     {@code holdout-opened}
 * @param run the run it belongs to, if any
 * @param actor the user name, or the name of the part of the system that acted
 * @param facts digests, decisions and the like; values that JSON can carry; never data, never
 *     secrets
 * @param idempotencyKey where given, a second event with the same key is not written again; the
 *     usual key is that of the job or user task
 */
public record LedgerEvent(
    String type,
    @Nullable RunId run,
    String actor,
    Map<String, Object> facts,
    @Nullable String idempotencyKey) {}
