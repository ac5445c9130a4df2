package io.steward.governance;

import com.fasterxml.jackson.core.type.TypeReference;
import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StoreException;
import io.steward.bundle.SignatureVerifier;
import io.steward.bundle.SigningKey;
import io.steward.governance.LedgerSeal.Kind;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tamper-evident record of what happened. Entries are documents at {@code
 * ledger/entries/<number>.json}, written with put-if-absent; each is signed and holds the hash of
 * the one before. Every {@link #STRETCH} entries a signed checkpoint is written, and each entry is
 * remembered by the {@link LedgerAnchor}. Any number of threads and processes may append: who loses
 * the race for a number reads what the winner wrote and takes the next one. An append costs one
 * write to the store, two where it has an idempotency key.
 */
public final class Ledger {
  /** So many entries lie between two checkpoints that are written without being asked for. */
  static final int STRETCH = 32;

  private static final String JSON = "application/json";
  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private final ArtifactStore store;
  private final SigningKey key;
  private final SignatureVerifier verifier;
  private final LedgerAnchor anchor;
  private final Clock clock;
  private final int stretch;

  /** The entries after the last checkpoint, as far as they are known here. */
  private final List<LedgerEntry> tail = new ArrayList<>();

  private long checkpointed;
  private Digest checkpointedHash = LedgerEntry.GENESIS;
  private boolean started;

  public Ledger(ArtifactStore store, SigningKey key, LedgerAnchor anchor, Clock clock) {
    this(store, key, anchor, clock, STRETCH);
  }

  Ledger(ArtifactStore store, SigningKey key, LedgerAnchor anchor, Clock clock, int stretch) {
    this.stretch = stretch;
    this.store = store;
    this.key = key;
    this.verifier = key.verifier();
    this.anchor = anchor;
    this.clock = clock;
  }

  /** As an entry is stored. */
  record Sealed(LedgerEntry entry, LedgerSeal seal) {}

  /**
   * What is written before an event that has an idempotency key; the event follows {@code after}.
   */
  record Claim(long after) {}

  /** Writes an event, or finds the one that was written before with the same idempotency key. */
  public synchronized LedgerEntry append(LedgerEvent event) {
    start();
    String idempotencyKey = event.idempotencyKey();
    if (idempotencyKey != null) {
      Optional<LedgerEntry> known = claim(idempotencyKey);
      if (known.isPresent()) {
        return known.get();
      }
    }
    while (true) {
      LedgerEntry entry = next(event);
      LedgerSeal seal = LedgerSeal.of(Kind.ENTRY, entry.hash(), key);
      if (store.putIfAbsent(
          LedgerKeys.entry(entry.number()), Json.bytes(new Sealed(entry, seal)), JSON)) {
        tail.add(entry);
        LedgerSeal mark = LedgerSeal.of(Kind.ANCHOR, markDigest(entry.number(), entry.hash()), key);
        anchor.remember(new LedgerAnchor.Mark(entry.number(), entry.hash(), mark.signature()));
        if (tail.size() >= stretch) {
          checkpoint();
        }
        return entry;
      }
      long before = head();
      catchUp();
      for (LedgerEntry winner : tail) {
        if (winner.number() > before
            && idempotencyKey != null
            && idempotencyKey.equals(winner.idempotencyKey())) {
          return winner;
        }
      }
    }
  }

  /** Writes a signed checkpoint at the head, unless there is one or the ledger is empty. */
  public synchronized void checkpoint() {
    catchUp();
    if (tail.isEmpty()) {
      return;
    }
    LedgerEntry last = tail.getLast();
    List<RunId> runs =
        tail.stream()
            .map(LedgerEntry::run)
            .filter(Objects::nonNull)
            .distinct()
            .sorted(Comparator.comparing(RunId::value))
            .toList();
    LedgerCheckpoint checkpoint =
        new LedgerCheckpoint(checkpointed, last.number(), last.hash(), runs, last.at());
    LedgerSeal seal = LedgerSeal.of(Kind.CHECKPOINT, checkpoint.digest(), key);
    store.putIfAbsent(
        LedgerKeys.checkpoint(last.number()),
        Json.bytes(new LedgerCheckpoint.Sealed(checkpoint, seal)),
        JSON);
    checkpointed = last.number();
    checkpointedHash = last.hash();
    tail.clear();
  }

  /** The entries of a run, oldest first. */
  public synchronized List<LedgerEntry> of(RunId run) {
    catchUp();
    List<LedgerEntry> entries = new ArrayList<>();
    long covered = 0;
    for (String name : store.list(LedgerKeys.CHECKPOINTS)) {
      LedgerCheckpoint checkpoint = readCheckpoint(name);
      if (checkpoint != null && checkpoint.number() <= checkpointed) {
        // Where a checkpoint is missing, the stretch of the next one does not begin at the last.
        collect(entries, run, covered, checkpoint.from());
        if (checkpoint.runs().contains(run)) {
          collect(entries, run, Math.max(covered, checkpoint.from()), checkpoint.number());
        }
        covered = Math.max(covered, checkpoint.number());
      }
    }
    collect(entries, run, covered, checkpointed);
    tail.stream().filter(entry -> run.equals(entry.run())).forEach(entries::add);
    return entries;
  }

  /** The number of the newest entry; 0 if there is none. */
  public synchronized long size() {
    catchUp();
    return head();
  }

  static Digest markDigest(long number, Digest hash) {
    return Json.digest(Map.of("number", number, "hash", hash));
  }

  /**
   * Says that an event with this key is being written, or finds the event. Everybody who writes it
   * has read all entries from the claim up to the place he writes to, so that it is written once.
   */
  private Optional<LedgerEntry> claim(String idempotencyKey) {
    String path = LedgerKeys.claim(idempotencyKey);
    if (store.putIfAbsent(path, Json.bytes(new Claim(head())), JSON)) {
      return Optional.empty();
    }
    Claim claim = Json.read(store.read(path).orElseThrow(() -> gone(path)), Claim.class);
    catchUp();
    for (long number = claim.after() + 1; number <= head(); number++) {
      LedgerEntry entry = entry(number);
      if (idempotencyKey.equals(entry.idempotencyKey())) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private LedgerEntry next(LedgerEvent event) {
    return new LedgerEntry(
        head() + 1,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        event.type(),
        event.run(),
        event.actor(),
        Json.read(Json.bytes(event.facts()), FACTS),
        event.idempotencyKey(),
        tail.isEmpty() ? checkpointedHash : tail.getLast().hash());
  }

  /** Finds the newest checkpoint and what was written since; once. */
  private void start() {
    if (started) {
      return;
    }
    for (String name : store.list(LedgerKeys.CHECKPOINTS).reversed()) {
      LedgerCheckpoint last = readCheckpoint(name);
      if (last != null) {
        checkpointed = last.number();
        checkpointedHash = last.hash();
        break;
      }
    }
    started = true;
    catchUp();
  }

  /** Reads what others wrote since the last look. */
  private void catchUp() {
    start();
    for (@Nullable LedgerEntry entry = find(head() + 1); entry != null; entry = find(head() + 1)) {
      tail.add(entry);
    }
  }

  private long head() {
    return checkpointed + tail.size();
  }

  private void collect(List<LedgerEntry> found, RunId run, long after, long upTo) {
    for (long number = after + 1; number <= upTo; number++) {
      LedgerEntry entry = entry(number);
      if (run.equals(entry.run())) {
        found.add(entry);
      }
    }
  }

  private LedgerEntry entry(long number) {
    if (number > checkpointed && number <= head()) {
      return tail.get((int) (number - checkpointed - 1));
    }
    LedgerEntry entry = find(number);
    if (entry == null) {
      throw gone(LedgerKeys.entry(number));
    }
    return entry;
  }

  private @Nullable LedgerEntry find(long number) {
    return store
        .read(LedgerKeys.entry(number))
        .map(json -> Json.read(json, Sealed.class).entry())
        .orElse(null);
  }

  /** A checkpoint, or null if it was not written with our key: then it says nothing. */
  private @Nullable LedgerCheckpoint readCheckpoint(String name) {
    byte[] json = store.read(name).orElseThrow(() -> gone(name));
    LedgerCheckpoint.Sealed sealed = Json.read(json, LedgerCheckpoint.Sealed.class);
    return sealed.holds(verifier) ? sealed.checkpoint() : null;
  }

  private static StoreException gone(String path) {
    return StoreException.damaged(
        "The ledger's document " + path + " is missing. Run './steward verify --all'.");
  }
}
