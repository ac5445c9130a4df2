package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.StepJournal.StepRecord;
import io.steward.artifact.StepJournal.StepResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepJournalTest {
  private static final RunId RUN = RunId.ofInstance(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final StepJournal journal = new StepJournal(store, "v1", CLOCK);
  private final AtomicInteger worked = new AtomicInteger();

  record Answer(int value) {}

  private StepResult<Answer> once(StepJournal journal, String step, Object inputs) {
    return journal.once(
        RUN, step, inputs, Answer.class, () -> new Answer(worked.incrementAndGet()));
  }

  @Test
  void shouldNotWorkAgainWhenTheStepWasDone() {
    StepResult<Answer> first = once(journal, "split-data", Map.of("a", 1));
    StepResult<Answer> second = once(journal, "split-data", Map.of("a", 1));

    assertThat(worked).hasValue(1);
    assertThat(first.repeated()).isFalse();
    assertThat(second.repeated()).isTrue();
    assertThat(second.digest()).isEqualTo(first.digest()).isEqualTo(Json.digest(new Answer(1)));
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(journal.read(first.digest(), Answer.class)).isEqualTo(new Answer(1));
  }

  @Test
  void shouldFindTheWorkOfAnotherMachineAndKeepWhichItWas() {
    Machine other = new Machine("26", "vendor", "vm", "os", "riscv64", 1, "cpu", List.of());
    StepResult<Answer> first =
        once(new StepJournal(store, "v1", CLOCK, other), "split-data", Map.of("a", 1));

    StepResult<Answer> second = once(journal, "split-data", Map.of("a", 1));

    assertThat(second.repeated()).isTrue();
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(journal.of(RUN))
        .singleElement()
        .satisfies(record -> assertThat(record.machine()).isEqualTo(other));
  }

  @Test
  void shouldWorkAgainWhenStepInputsOrCodeAreOthers() {
    once(journal, "split-data", Map.of("a", 1));
    once(journal, "split-data", Map.of("a", 2));
    once(journal, "fit-features", Map.of("a", 1));
    once(new StepJournal(store, "v2", CLOCK), "split-data", Map.of("a", 1));

    assertThat(worked).hasValue(4);
    assertThat(journal.of(RUN)).hasSize(4);
  }

  @Test
  void shouldLeaveNothingWhenTheWorkFails() {
    assertThatThrownBy(
            () ->
                journal.once(
                    RUN,
                    "split-data",
                    Map.of(),
                    Answer.class,
                    () -> {
                      throw new IllegalStateException("boom");
                    }))
        .hasMessage("boom");

    assertThat(journal.of(RUN)).isEmpty();
    assertThat(once(journal, "split-data", Map.of()).repeated()).isFalse();
  }

  @Test
  void shouldGiveEverybodyTheSameResultWhenSeveralWorkAtOnce() throws Exception {
    int threads = 8;
    CyclicBarrier barrier = new CyclicBarrier(threads);
    List<Callable<StepResult<Answer>>> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(
          () -> {
            barrier.await();
            return once(new StepJournal(store, "v1", CLOCK), "train-candidate", Map.of("id", "a"));
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Digest> digests = new ArrayList<>();
      for (Future<StepResult<Answer>> result : pool.invokeAll(workers)) {
        digests.add(result.get().digest());
      }
      assertThat(digests).hasSize(threads).containsOnly(digests.getFirst());
    }
    assertThat(journal.of(RUN)).hasSize(1);
  }

  @Test
  void shouldSayWhatWasDoneFromWhat() {
    Digest input = Digest.of("snapshot");
    StepResult<Answer> result = once(journal, "split-data", Map.of("snapshot", input));

    StepRecord record = journal.of(RUN).getFirst();

    assertThat(record.step()).isEqualTo("split-data");
    assertThat(record.inputs().get("snapshot").asText()).isEqualTo(input.toString());
    assertThat(record.codeVersion()).isEqualTo("v1");
    assertThat(record.result()).isEqualTo(result.digest());
    assertThat(record.finishedAt()).isEqualTo(CLOCK.instant());
  }
}
