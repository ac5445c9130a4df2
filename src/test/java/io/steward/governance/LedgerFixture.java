package io.steward.governance;

import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.RunId;
import io.steward.bundle.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, with its anchor in a file. */
final class LedgerFixture {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  /** Short, so that few entries have several checkpoints. */
  static final int STRETCH = 8;

  final InMemoryArtifactStore store = new InMemoryArtifactStore();
  final SigningKey key = SigningKey.generate();
  final Path file;
  final LedgerAnchor anchor;

  LedgerFixture(Path folder) {
    file = folder.resolve("anchor").resolve("head");
    anchor = LedgerAnchor.file(file);
  }

  /** Another process that uses the same ledger. */
  Ledger ledger() {
    return new Ledger(store, key, anchor, CLOCK, STRETCH);
  }

  LedgerVerification verify() {
    return new LedgerVerifier(store, key.verifier(), anchor).verify();
  }

  static LedgerEvent event(String what) {
    return event(what, null);
  }

  static LedgerEvent event(String what, @Nullable String idempotencyKey) {
    return new LedgerEvent(
        "decision",
        RunId.ofInstance(1),
        "owner",
        Map.of("what", what, "score", 0.75, "rows", 200),
        idempotencyKey);
  }
}
