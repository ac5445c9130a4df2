package io.steward.governance;

import com.fasterxml.jackson.core.type.TypeReference;
import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.bundle.SignatureVerifier;
import io.steward.governance.LedgerSeal.Kind;
import io.steward.governance.LedgerVerification.LedgerFault;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a ledger is whole: every entry signed, in its place and joined to the one before, and
 * none missing that a checkpoint or the anchor remembers. It needs the store, the anchor and the
 * public key; not the running system. An entry that the anchor does not remember yet, because the
 * writer was killed between the two writes, is no fault: its own signature vouches for it.
 */
public final class LedgerVerifier {
  private final ArtifactStore store;
  private final SignatureVerifier signatures;
  private final LedgerAnchor anchor;

  public LedgerVerifier(ArtifactStore store, SignatureVerifier signatures, LedgerAnchor anchor) {
    this.store = store;
    this.signatures = signatures;
    this.anchor = anchor;
  }

  /** Reads and checks everything; never throws for what it finds in the ledger. */
  public LedgerVerification verify() {
    List<LedgerFault> faults = new ArrayList<>();
    SortedMap<Long, @Nullable Digest> hashes = new TreeMap<>();
    List<String> names = store.list(LedgerKeys.ENTRIES);
    @Nullable LedgerEntry before = null;
    long expected = 1;
    for (String name : names) {
      OptionalLong number = LedgerKeys.number(name);
      if (number.isEmpty() || !name.equals(LedgerKeys.entry(number.getAsLong()))) {
        fault(faults, 0, LedgerVerification.Kind.FOREIGN, name + " is no entry of the ledger.");
        continue;
      }
      missing(faults, expected, number.getAsLong() - 1);
      @Nullable LedgerEntry entry = entry(name, number.getAsLong(), faults);
      hashes.put(number.getAsLong(), entry == null ? null : entry.hash());
      if (entry != null) {
        joined(faults, before, entry);
      }
      before = entry;
      expected = number.getAsLong() + 1;
    }
    int checkpoints = checkpoints(faults, hashes);
    long anchored = anchored(faults, hashes);
    faults.sort(Comparator.comparingLong(LedgerFault::number));
    return new LedgerVerification(hashes.size(), checkpoints, anchored, faults);
  }

  private @Nullable LedgerEntry entry(String name, long number, List<LedgerFault> faults) {
    byte[] bytes = store.read(name).orElse(null);
    if (bytes == null) {
      missing(faults, number, number);
      return null;
    }
    LedgerEntry entry;
    LedgerSeal seal;
    try {
      Ledger.Sealed sealed = Json.read(bytes, Ledger.Sealed.class);
      entry = sealed.entry();
      seal = sealed.seal();
      // Every byte counts: also what the reader would have ignored.
      Object everything = Json.read(bytes, new TypeReference<Object>() {});
      if (!Arrays.equals(bytes, Json.bytes(sealed))
          || !Arrays.equals(bytes, Json.bytes(everything))) {
        changed(faults, number, "is not in the form in which it was written");
        return null;
      }
    } catch (RuntimeException e) {
      changed(faults, number, "cannot be read as an entry");
      return null;
    }
    if (!seal.holds(Kind.ENTRY, entry.hash(), signatures)) {
      changed(faults, number, "does not carry a valid signature over its content");
      return null;
    }
    if (entry.number() != number) {
      fault(
          faults,
          number,
          LedgerVerification.Kind.MOVED,
          "In the place of entry " + number + " lies entry " + entry.number() + ".");
      return null;
    }
    return entry;
  }

  private static void joined(
      List<LedgerFault> faults, @Nullable LedgerEntry before, LedgerEntry entry) {
    boolean first = entry.number() == 1;
    if (!first && before == null) {
      return; // What is wrong with the one before has been said.
    }
    Digest expected = before == null ? LedgerEntry.GENESIS : before.hash();
    if (!expected.equals(entry.previous()) && (first || isNextTo(before, entry))) {
      fault(
          faults,
          entry.number(),
          LedgerVerification.Kind.BROKEN_CHAIN,
          "Entry " + entry.number() + " holds another hash than that of the entry before it.");
    }
  }

  private static boolean isNextTo(@Nullable LedgerEntry before, LedgerEntry entry) {
    return before != null && before.number() + 1 == entry.number();
  }

  private int checkpoints(List<LedgerFault> faults, SortedMap<Long, @Nullable Digest> hashes) {
    List<String> names = store.list(LedgerKeys.CHECKPOINTS);
    for (String name : names) {
      try {
        LedgerCheckpoint.Sealed sealed =
            Json.read(store.read(name).orElseThrow(), LedgerCheckpoint.Sealed.class);
        LedgerCheckpoint checkpoint = sealed.checkpoint();
        if (!sealed.holds(signatures) || !name.equals(LedgerKeys.checkpoint(checkpoint.number()))) {
          contradicted(faults, 0, "The checkpoint " + name + " is not genuine.");
        } else {
          compare(faults, hashes, checkpoint.number(), checkpoint.hash(), "a checkpoint");
        }
      } catch (RuntimeException e) {
        contradicted(faults, 0, "The checkpoint " + name + " cannot be read.");
      }
    }
    return names.size();
  }

  private long anchored(List<LedgerFault> faults, SortedMap<Long, @Nullable Digest> hashes) {
    List<LedgerAnchor.Mark> marks;
    try {
      marks = anchor.marks();
    } catch (IllegalStateException | UncheckedIOException e) {
      contradicted(faults, 0, String.valueOf(e.getMessage()));
      return 0;
    }
    if (marks.isEmpty() && !hashes.isEmpty()) {
      contradicted(
          faults,
          0,
          "The anchor remembers nothing, but the store holds "
              + hashes.size()
              + " entries: it was removed, or belongs to another ledger.");
    }
    long newest = 0;
    for (LedgerAnchor.Mark mark : marks) {
      Digest content = Ledger.markDigest(mark.number(), mark.hash());
      LedgerSeal seal = new LedgerSeal(signatures.keyId(), mark.signature());
      if (!seal.holds(Kind.ANCHOR, content, signatures)) {
        contradicted(faults, mark.number(), "A mark of the anchor is not genuine.");
      } else {
        compare(faults, hashes, mark.number(), mark.hash(), "the anchor");
        newest = Math.max(newest, mark.number());
      }
    }
    return newest;
  }

  /** Holds what somebody remembers of an entry against the entry. */
  private static void compare(
      List<LedgerFault> faults,
      SortedMap<Long, @Nullable Digest> hashes,
      long number,
      Digest remembered,
      String who) {
    if (!hashes.containsKey(number)) {
      boolean end = hashes.isEmpty() || number > hashes.lastKey();
      if (end) {
        fault(
            faults,
            number,
            LedgerVerification.Kind.CUT_OFF,
            "Entry " + number + " is gone from the end; " + who + " remembers it.");
      }
      return; // Gaps have been said.
    }
    Digest found = hashes.get(number);
    if (found != null && !found.equals(remembered)) {
      contradicted(
          faults, number, "Entry " + number + " is another one than " + who + " remembers.");
    }
  }

  private static void missing(List<LedgerFault> faults, long from, long to) {
    for (long number = from; number <= to; number++) {
      fault(faults, number, LedgerVerification.Kind.MISSING, "Entry " + number + " is missing.");
    }
  }

  private static void changed(List<LedgerFault> faults, long number, String how) {
    fault(faults, number, LedgerVerification.Kind.CHANGED, "Entry " + number + " " + how + ".");
  }

  private static void contradicted(List<LedgerFault> faults, long number, String message) {
    fault(faults, number, LedgerVerification.Kind.CONTRADICTED, message);
  }

  private static void fault(
      List<LedgerFault> faults, long number, LedgerVerification.Kind kind, String message) {
    LedgerFault fault = new LedgerFault(number, kind, message);
    if (!faults.contains(fault)) {
      faults.add(fault);
    }
  }
}
