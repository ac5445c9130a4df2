package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.charter.SplitPlan;
import io.steward.data.HoldoutOpening;
import io.steward.data.Split;
import io.steward.evaluation.HoldoutWarning;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldoutLogTest {
  private static final RunId RUN = RunId.ofInstance(1);
  private static final Digest HOLDOUT = Digest.of("sealed");
  private static final Split SPLIT = split(HOLDOUT);

  @TempDir private Path folder;
  private LedgerFixture fixture;

  @BeforeEach
  void start() {
    fixture = new LedgerFixture(folder);
  }

  @Test
  void shouldRecordOneOpeningWhenTheStepsOfAnEvaluationRunSideBySide() throws Exception {
    opened(evaluation("model-1", "charter"));
    Callable<Void> step =
        () -> {
          // Each worker has a ledger of its own on the same store.
          new HoldoutLog(fixture.ledger()).opening(SPLIT, evaluation("model-2", "charter"));
          return null;
        };
    try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
      for (Future<Void> done : workers.invokeAll(Stream.generate(() -> step).limit(6).toList())) {
        done.get();
      }
    }

    assertThat(entries())
        .extracting(LedgerEntry::facts)
        .extracting(facts -> facts.get("model") + " " + facts.get("opening"))
        .containsExactly(Digest.of("model-1") + " 1", Digest.of("model-2") + " 2");
    assertThat(fixture.verify().whole()).isTrue();
  }

  @Test
  void shouldCountASecondEvaluationOfTheSameModelAsASecondOpening() {
    opened(evaluation("model", "charter"));
    opened(evaluation("model", "charter with another threshold"));
    opened(evaluation("model", "charter"));

    assertThat(entries())
        .extracting(entry -> entry.facts().get("opening"))
        .extracting(String::valueOf)
        .containsExactly("1", "2");
    assertThat(entries())
        .allSatisfy(entry -> assertThat(entry.facts()).containsEntry("purpose", "evaluation"));
    assertThat(HoldoutLog.openings(fixture.ledger(), RUN, HOLDOUT)).isEqualTo(2);
    assertThat(entries().getFirst().facts()).doesNotContainKey("warning");
    assertThat(entries().getLast().facts()).containsEntry("warning", HoldoutWarning.of(2));
    assertThat(HoldoutWarning.of(2)).contains("opened 2 times", "too favourable");
    assertThat(HoldoutWarning.of(1)).isEmpty();
  }

  @Test
  void shouldCountEachHoldoutForItself() {
    opened(evaluation("model", "charter"));
    new HoldoutLog(fixture.ledger())
        .opening(split(Digest.of("another")), evaluation("model", "charter"));

    assertThat(HoldoutLog.openings(fixture.ledger(), RUN, HOLDOUT)).isEqualTo(1);
    assertThat(HoldoutLog.openings(fixture.ledger(), RunId.ofInstance(2), HOLDOUT)).isZero();
  }

  private void opened(HoldoutOpening opening) {
    new HoldoutLog(fixture.ledger()).opening(SPLIT, opening);
  }

  private List<LedgerEntry> entries() {
    return fixture.ledger().of(RUN);
  }

  private static Split split(Digest holdout) {
    return new Split(
        Digest.of("snapshot"),
        Digest.of("training"),
        holdout,
        80,
        20,
        0.2,
        5,
        "at random",
        42,
        List.of("good", "bad"),
        SplitPlan.By.STRATIFIED);
  }

  private static HoldoutOpening evaluation(String model, String basis) {
    return new HoldoutOpening(RUN, Digest.of(model), "evaluation", Digest.of(basis));
  }
}
