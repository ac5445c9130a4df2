package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.RunId;
import io.steward.governance.Runs.Run;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final Runs runs = new Runs(store);

  private static RunRecord record(long key) {
    return new RunRecord(
        RunId.ofInstance(key), Digest.of("charter"), "engineer", START.plusSeconds(key), key);
  }

  @Test
  void shouldListRunsWithTheNewestFirst() {
    runs.open(record(1));
    runs.open(record(3));
    runs.open(record(2));
    store.putIfAbsent(
        "runs/run-1/steps/split-data/run.json",
        "{}".getBytes(StandardCharsets.UTF_8),
        "application/json");

    assertThat(runs.list())
        .extracting(run -> run.begin().processInstanceKey())
        .containsExactly(3L, 2L, 1L);
  }

  @Test
  void shouldKeepWhatWasWrittenFirst() {
    RunRecord first = runs.open(record(1));
    RunRecord again =
        runs.open(
            new RunRecord(first.run(), Digest.of("other"), "somebody", START.plusSeconds(9), 1));
    RunEnd end = runs.close(new RunEnd(first.run(), "live", "", START));
    RunEnd endAgain = runs.close(new RunEnd(first.run(), "cancelled", "too late", START));

    assertThat(again).isEqualTo(first);
    assertThat(endAgain).isEqualTo(end);
    assertThat(runs.get(first.run())).contains(new Run(first, end));
  }

  @Test
  void shouldHaveNoEndWhileItRuns() {
    runs.open(record(1));

    assertThat(runs.get(RunId.ofInstance(1)).orElseThrow().end()).isNull();
    assertThat(runs.get(RunId.ofInstance(2))).isEmpty();
    assertThat(runs.charter(RunId.ofInstance(1))).contains(Digest.of("charter"));
  }
}
