package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event in its place in the ledger.
 *
 * @param number the place, from 1, without gaps
 * @param at when it was written, to the millisecond
 * @param previous the hash of the entry before; of the first entry {@link #GENESIS}
 */
public record LedgerEntry(
    long number,
    Instant at,
    String type,
    @Nullable RunId run,
    String actor,
    Map<String, Object> facts,
    @Nullable String idempotencyKey,
    Digest previous) {

  /** What stands before the first entry. */
  public static final Digest GENESIS = Digest.of("steward-ledger");

  /** The digest of the canonical JSON of this entry: what the next one holds. */
  public Digest hash() {
    return Json.digest(this);
  }

  /** A fact as text; "" if the entry has none of this name. */
  public String fact(String name) {
    Object value = facts.get(name);
    return value == null ? "" : value.toString();
  }
}
