package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private LedgerFixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = new LedgerFixture(folder);
  }

  @Test
  void shouldChainEntries() {
    Ledger ledger = fixture.ledger();

    LedgerEntry one = ledger.append(LedgerFixture.event("one"));
    LedgerEntry two = ledger.append(LedgerFixture.event("two"));

    assertThat(one.number()).isEqualTo(1);
    assertThat(one.previous()).isEqualTo(LedgerEntry.GENESIS);
    assertThat(two.number()).isEqualTo(2);
    assertThat(two.previous()).isEqualTo(one.hash());
    assertThat(ledger.of(RunId.ofInstance(1))).containsExactly(one, two);
    assertThat(ledger.size()).isEqualTo(2);
    assertThat(fixture.verify().whole()).isTrue();
  }

  @Test
  void shouldBeWholeWhenItIsEmpty() {
    assertThat(fixture.verify()).isEqualTo(new LedgerVerification(0, 0, 0, List.of()));
    assertThat(fixture.ledger().size()).isZero();
  }

  @Test
  void shouldGoOnWhereAnotherProcessStopped() {
    append(fixture.ledger(), 40);

    LedgerEntry next = fixture.ledger().append(LedgerFixture.event("next"));

    assertThat(next.number()).isEqualTo(41);
    assertThat(fixture.verify().faults()).isEmpty();
    assertThat(fixture.verify().checkpoints()).isEqualTo(40 / LedgerFixture.STRETCH);
    assertThat(fixture.verify().anchored()).isEqualTo(41);
  }

  @Test
  void shouldKeepOneChainWhenEightWriteAtOnce() throws Exception {
    int threads = 8;
    int each = 12;
    CyclicBarrier barrier = new CyclicBarrier(threads);
    List<Callable<Boolean>> writers = new ArrayList<>();
    Ledger shared = fixture.ledger();
    for (int t = 0; t < threads; t++) {
      Ledger ledger = t % 2 == 0 ? shared : fixture.ledger();
      int writer = t;
      writers.add(
          () -> {
            barrier.await();
            for (int i = 0; i < each; i++) {
              ledger.append(LedgerFixture.event(writer + "/" + i));
            }
            return true;
          });
    }
    run(threads, writers);

    LedgerVerification verification = fixture.verify();
    assertThat(verification.faults()).isEmpty();
    assertThat(verification.entries()).isEqualTo((long) threads * each);
    List<Object> written =
        fixture.ledger().of(RunId.ofInstance(1)).stream().map(e -> e.facts().get("what")).toList();
    assertThat(written).hasSize(threads * each).doesNotHaveDuplicates();
  }

  @Test
  void shouldWriteOnceWhenAnIdempotencyKeyIsRepeated() {
    LedgerEntry first = fixture.ledger().append(LedgerFixture.event("a", "job-1"));
    append(fixture.ledger(), 40);

    assertThat(fixture.ledger().append(LedgerFixture.event("a", "job-1"))).isEqualTo(first);
    assertThat(fixture.ledger().append(LedgerFixture.event("changed", "job-1"))).isEqualTo(first);
    assertThat(fixture.ledger().size()).isEqualTo(41);
  }

  @Test
  void shouldWriteOnceWhenManyRepeatAnIdempotencyKeyAtOnce() throws Exception {
    int threads = 8;
    CyclicBarrier barrier = new CyclicBarrier(threads);
    List<Callable<LedgerEntry>> writers =
        IntStream.range(0, threads)
            .<Callable<LedgerEntry>>mapToObj(
                t ->
                    () -> {
                      Ledger ledger = fixture.ledger();
                      barrier.await();
                      ledger.append(LedgerFixture.event("other " + t));
                      return ledger.append(LedgerFixture.event("same", "job-1"));
                    })
            .toList();

    List<LedgerEntry> entries = run(threads, writers);

    assertThat(entries).containsOnly(entries.getFirst());
    assertThat(fixture.ledger().size()).isEqualTo(threads + 1);
    assertThat(fixture.verify().faults()).isEmpty();
  }

  @Test
  void shouldWriteTheEventWhenAWriterDiedAfterItsClaim() {
    Ledger ledger = fixture.ledger();
    ledger.append(LedgerFixture.event("a", "job-1"));
    // As if the writer had been killed between the claim and the entry.
    fixture.store.remove(LedgerKeys.entry(1));

    LedgerEntry again = fixture.ledger().append(LedgerFixture.event("a", "job-1"));

    assertThat(again.number()).isEqualTo(1);
    assertThat(fixture.ledger().append(LedgerFixture.event("a", "job-1"))).isEqualTo(again);
  }

  @Test
  void shouldFindTheEntriesOfARunWithoutReadingEveryStretch() {
    Ledger ledger = fixture.ledger();
    for (int i = 0; i < 4 * LedgerFixture.STRETCH; i++) {
      RunId run = RunId.ofInstance(i < 2 * LedgerFixture.STRETCH ? 1 : 2);
      ledger.append(new LedgerEvent("t", run, "a", Map.of("i", i), null));
    }
    Ledger fresh = fixture.ledger();
    fresh.size();
    long before = fixture.store.calls();

    List<LedgerEntry> entries = fresh.of(RunId.ofInstance(2));

    assertThat(entries).hasSize(2 * LedgerFixture.STRETCH);
    assertThat(entries).extracting(LedgerEntry::number).isSorted();
    assertThat(fixture.store.calls() - before).isLessThan(3 * LedgerFixture.STRETCH);
    assertThat(fresh.of(RunId.ofInstance(3))).isEmpty();
  }

  @Test
  void shouldFindTheEntriesOfARunWhenACheckpointIsMissing() {
    append(fixture.ledger(), 3 * LedgerFixture.STRETCH + 5);
    fixture.store.remove(LedgerKeys.checkpoint(2L * LedgerFixture.STRETCH));

    assertThat(fixture.ledger().of(RunId.ofInstance(1))).hasSize(3 * LedgerFixture.STRETCH + 5);
  }

  @Test
  void shouldCostOneWriteAnEntryAndNothingThatGrows() {
    Ledger ledger = fixture.ledger();
    append(ledger, 5 * LedgerFixture.STRETCH);
    long before = fixture.store.calls();

    append(ledger, LedgerFixture.STRETCH);

    // The entries, and one checkpoint with a look for newer entries before it.
    assertThat(fixture.store.calls() - before).isLessThanOrEqualTo(LedgerFixture.STRETCH + 2);
  }

  @Test
  void shouldNotTrustACheckpointOfSomebodyElse() {
    append(fixture.ledger(), 3);
    fixture.store.tamper(
        LedgerKeys.checkpoint(90),
        io.steward.artifact.Json.bytes(
            Map.of(
                "checkpoint",
                new LedgerCheckpoint(
                    0, 90, Digest.of("x"), List.of(), LedgerFixture.CLOCK.instant()),
                "seal",
                new LedgerSeal(fixture.key.verifier().keyId(), "AAAA"))));

    assertThat(fixture.ledger().append(LedgerFixture.event("next")).number()).isEqualTo(4);
    assertThat(fixture.verify().whole()).isFalse();
  }

  @Test
  void shouldKeepFactsThatAreNotPlainJson() {
    Digest digest = Digest.of("x");
    LedgerEntry entry =
        fixture.ledger().append(new LedgerEvent("t", null, "a", Map.of("digest", digest), null));

    assertThat(entry.facts()).isEqualTo(Map.of("digest", digest.toString()));
    assertThat(fixture.verify().whole()).isTrue();
  }

  private static void append(Ledger ledger, int count) {
    for (int i = 0; i < count; i++) {
      ledger.append(LedgerFixture.event("entry " + i));
    }
  }

  private static <T> List<T> run(int threads, List<Callable<T>> tasks) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<T> result : pool.invokeAll(tasks)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
