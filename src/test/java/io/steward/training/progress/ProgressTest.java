package io.steward.training.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StoreException;
import io.steward.charter.Metric;
import io.steward.training.Calibration;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import io.steward.training.progress.TrainingState.Done;
import io.steward.training.progress.TrainingState.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final RunId RUN = RunId.ofInstance(7);
  private static final ProgressLog.Pace QUICK =
      new ProgressLog.Pace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMinutes(10));

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final StepJournal journal = new StepJournal(store, "v1", Clock.systemUTC());
  private final ProgressReader reader = new ProgressReader(store);
  private final ProgressLog log = log("one/1", QUICK);

  private ProgressLog log(String worker, ProgressLog.Pace pace) {
    return new ProgressLog(store, worker, Clock.systemUTC(), pace);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldSayWhatIsTrainedByWhomAndHowFarItIs() {
    plan("r0-01-ridge", "r0-02-ridge", "r0-03-ridge");
    done("r0-01-ridge", true);

    try (CandidateProgress progress = log.open(RUN, "r0-02-ridge")) {
      progress.at(0.4, "fold 3 of 5");
      await().untilAsserted(() -> assertThat(running().share()).isEqualTo(0.4));

      assertThat(running().candidate()).isEqualTo("r0-02-ridge");
      assertThat(running().doing()).isEqualTo("fold 3 of 5");
      assertThat(running().worker()).isEqualTo("one/1");
      assertThat(running().since()).isBeforeOrEqualTo(running().at());
      assertThat(state().planned()).isEqualTo(3);
      assertThat(state().waiting()).isEqualTo(1);
      assertThat(state().metric()).isEqualTo(Metric.AUC);
      assertThat(state().done())
          .extracting(Done::candidate, Done::score, Done::standardError)
          .containsExactly(tuple("r0-01-ridge", 0.75, 0.01));
    }
  }

  @Test
  void shouldSayNothingBeforeThereIsAPlan() {
    assertThat(reader.of(RUN)).isEmpty();
  }

  @Test
  void shouldCountACandidateWithAResultAsDoneWhateverItsReportsSay() {
    plan("r0-01-ridge");
    try (CandidateProgress progress = log.open(RUN, "r0-01-ridge")) {
      progress.at(0.4, "fold 3 of 5");
      await().until(() -> !reports("r0-01-ridge").isEmpty());
      done("r0-01-ridge", false);

      assertThat(state().running()).isEmpty();
      assertThat(state().done()).extracting(Done::reason).containsExactly("It broke.");
    }
  }

  @Test
  void shouldShowWhatWasBrokenOffAsBrokenOff() {
    plan("r0-01-ridge");
    log.open(RUN, "r0-01-ridge").close();

    await().untilAsserted(() -> assertThat(state().brokenOff()).containsExactly("r0-01-ridge"));
    assertThat(state().running()).isEmpty();
  }

  @Test
  void shouldNotCallBrokenOffWhatIsDoneAndHasItsResultInAMoment() {
    plan("r0-01-ridge");
    CandidateProgress progress = log.open(RUN, "r0-01-ridge");
    progress.done();
    progress.close();
    await().until(() -> texts().stream().anyMatch(text -> text.contains("\"ended\":true")));

    assertThat(running().doing()).isEqualTo("done");
    assertThat(state().brokenOff()).isEmpty();
  }

  @Test
  void shouldNotShowACandidateAsTrainedWhenItsWorkerDiedAndTheRunHasMovedOn() {
    plan("r0-01-ridge");
    CandidateProgress abandoned = log.open(RUN, "r0-01-ridge");
    await().until(() -> !reports("r0-01-ridge").isEmpty());
    assertThat(running().candidate()).isEqualTo("r0-01-ridge");

    store.putIfAbsent("runs/" + RUN + "/end.json", Json.bytes(Map.of()), "application/json");

    assertThat(state().running()).isEmpty();
    assertThat(state().brokenOff()).containsExactly("r0-01-ridge");
    abandoned.close();
  }

  @Test
  void shouldNumberOnWhenAJobIsDeliveredAgain() {
    plan("r0-01-ridge");
    log.open(RUN, "r0-01-ridge").close();
    await().until(() -> state().brokenOff().size() == 1);
    int before = reports("r0-01-ridge").size();

    try (ProgressLog other = log("two/2", QUICK);
        CandidateProgress again = other.open(RUN, "r0-01-ridge")) {
      again.at(0.1, "fold 1 of 5");
      await().until(() -> reports("r0-01-ridge").size() > before);

      assertThat(running().worker()).isEqualTo("two/2");
      assertThat(reports("r0-01-ridge").getLast())
          .endsWith("/%08d.json".formatted(reports("r0-01-ridge").size()));
    }
  }

  @Test
  void shouldKeepAllReportsWhenTwoWorkersTrainTheSame() {
    plan("r0-01-ridge");
    try (ProgressLog other = log("two/2", QUICK)) {
      CandidateProgress one = log.open(RUN, "r0-01-ridge");
      CandidateProgress two = other.open(RUN, "r0-01-ridge");
      for (int fold = 1; fold <= 5; fold++) {
        int before = reports("r0-01-ridge").size();
        one.at(fold / 10.0, "fold " + fold);
        two.at(fold / 10.0, "fold " + fold);
        await().until(() -> reports("r0-01-ridge").size() >= before + 2);
      }
      one.close();
      two.close();
      await()
          .until(() -> texts().stream().filter(text -> text.contains("broken off")).count() == 2);
    }
  }

  @Test
  void shouldWriteFewReportsHoweverOftenItIsTold() {
    plan("r0-01-ridge");
    ProgressLog.Pace slow =
        new ProgressLog.Pace(Duration.ofMillis(5), Duration.ofMinutes(5), Duration.ofMinutes(5));
    try (ProgressLog slowLog = log("one/1", slow);
        CandidateProgress progress = slowLog.open(RUN, "r0-01-ridge")) {
      await().until(() -> reports("r0-01-ridge").size() == 1);
      for (int i = 0; i < 100_000; i++) {
        progress.at(i / 200_000.0, "begin");
      }
      progress.at(0.5, "fold 2 of 2");
      await().until(() -> reports("r0-01-ridge").size() == 2);
      assertThat(running().doing()).isEqualTo("fold 2 of 2");
    }
  }

  @Test
  void shouldGiveASignOfLifeWhenNothingIsNew() {
    plan("r0-01-ridge");
    ProgressLog.Pace lively =
        new ProgressLog.Pace(Duration.ofMillis(5), Duration.ofMinutes(5), Duration.ofMillis(30));
    try (ProgressLog livelyLog = log("one/1", lively);
        CandidateProgress _ = livelyLog.open(RUN, "r0-01-ridge")) {
      await().until(() -> reports("r0-01-ridge").size() >= 3);
    }
  }

  @Test
  void shouldListTwiceAndReadNothingAgainWhenAskedAgain() {
    plan("r0-01-ridge", "r0-02-ridge");
    done("r0-01-ridge", true);
    log.open(RUN, "r0-02-ridge").close();
    await().until(() -> state().brokenOff().size() == 1);
    long before = store.calls();

    TrainingState first = state();
    TrainingState second = state();

    assertThat(second).isEqualTo(first);
    assertThat(store.calls() - before).as("two listings each").isEqualTo(4);
  }

  @Test
  void shouldTrainOnAndReportLaterWhenTheStoreIsAwayForAWhile() {
    plan("r0-01-ridge");
    Unreliable unreliable = new Unreliable(store);
    unreliable.away = true;
    try (ProgressLog shaky = new ProgressLog(unreliable, "one/1", Clock.systemUTC(), QUICK);
        CandidateProgress progress = shaky.open(RUN, "r0-01-ridge")) {
      progress.at(0.2, "fold 2 of 5");
      await().until(() -> unreliable.refused.get() > 1);
      assertThat(reports("r0-01-ridge")).isEmpty();

      unreliable.away = false;

      await().untilAsserted(() -> assertThat(reports("r0-01-ridge")).isNotEmpty());
      assertThat(running().share()).isEqualTo(0.2);
    }
  }

  private TrainingState state() {
    return reader.of(RUN).orElseThrow();
  }

  private Running running() {
    assertThat(state().running()).hasSize(1);
    return state().running().getFirst();
  }

  private List<String> reports(String candidate) {
    return store.list("progress/" + RUN + "/" + candidate + "/");
  }

  private List<String> texts() {
    return reports("r0-01-ridge").stream()
        .map(key -> new String(store.read(key).orElseThrow(), StandardCharsets.UTF_8))
        .toList();
  }

  private void plan(String... ids) {
    List<Candidate> candidates =
        Arrays.stream(ids).map(id -> new Candidate(id, "ridge", Map.of(), 1)).toList();
    var _ =
        journal.once(
            RUN,
            "plan-candidates",
            Map.of("wave", 0),
            CandidatePlan.class,
            () -> new CandidatePlan(candidates, 5, 0, 0, List.of()));
  }

  private void done(String id, boolean usable) {
    Candidate candidate = new Candidate(id, "ridge", Map.of(), 1);
    var _ =
        journal.once(
            RUN,
            "train-candidate",
            Map.of("candidate", id),
            CandidateResult.class,
            () ->
                usable
                    ? usable(candidate)
                    : CandidateResult.unusable(candidate, Metric.AUC, "It broke.", 5));
  }

  private static CandidateResult usable(Candidate candidate) {
    return new CandidateResult(
        candidate.id(),
        candidate.algorithm(),
        candidate.hyperparameters(),
        candidate.seed(),
        true,
        null,
        Metric.AUC,
        0.75,
        0.01,
        List.of(0.74, 0.76),
        List.of(),
        Calibration.NONE,
        0.5,
        Map.of(),
        Digest.of("out of fold"),
        Digest.of("model"),
        10,
        0,
        100,
        5);
  }

  /** A store that can be away for writing. */
  private static final class Unreliable implements ArtifactStore {
    private final ArtifactStore store;
    private volatile boolean away;
    private final AtomicInteger refused = new AtomicInteger();

    Unreliable(ArtifactStore store) {
      this.store = store;
    }

    @Override
    public Digest put(byte[] content, String contentType) {
      return store.put(content, contentType);
    }

    @Override
    public Digest put(Path file, String contentType) {
      return store.put(file, contentType);
    }

    @Override
    public byte[] get(Digest digest) {
      return store.get(digest);
    }

    @Override
    public void download(Digest digest, Path target) {
      store.download(digest, target);
    }

    @Override
    public boolean contains(Digest digest) {
      return store.contains(digest);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content, String contentType) {
      if (away) {
        refused.incrementAndGet();
        throw StoreException.unavailable("The store is away.", new java.io.IOException("away"));
      }
      return store.putIfAbsent(key, content, contentType);
    }

    @Override
    public Optional<byte[]> read(String key) {
      return store.read(key);
    }

    @Override
    public List<String> list(String prefix) {
      return store.list(prefix);
    }
  }
}
