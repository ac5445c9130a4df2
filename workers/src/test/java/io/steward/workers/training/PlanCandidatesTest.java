package io.steward.workers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.bundle.SigningKey;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.features.FeatureMatrix;
import io.steward.features.RecipeApplier;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerEvent;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposals;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import io.steward.training.SearchRecord;
import io.steward.training.TrainedCandidate;
import io.steward.training.budget.BudgetBook;
import io.steward.training.budget.BudgetUsedUpException;
import io.steward.training.budget.Resource;
import io.steward.workers.contract.AllWorkers;
import io.steward.workers.governance.BudgetGrants;
import io.steward.workers.governance.Decisions;
import io.steward.workers.job.JobContext;
import io.steward.workers.preparation.TrainingMatrices;
import io.steward.workers.training.TrainCandidate.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCandidatesTest {
  private static final RunId RUN = RunId.ofInstance(7);
  private static final Digest ANY = Digest.of("any");

  @TempDir Path folder;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final SetClock clock = new SetClock();
  private final StepJournal journal = new StepJournal(store, "test", clock);
  private final BudgetBook book = new BudgetBook(store);
  private DuckDbEngine engine;
  private Ledger ledger;
  private TrainingBudget budget;
  private PlanCandidates worker;

  @BeforeEach
  void start() throws IOException {
    engine = new DuckDbEngine(EngineSettings.defaults(folder.resolve("engine")));
    ledger =
        new Ledger(
            store,
            SigningKey.loadOrCreate(folder.resolve("key.pem"), folder.resolve("key.pub.pem")),
            LedgerAnchor.file(folder.resolve("anchor")),
            clock);
    budget =
        new TrainingBudget(
            book, AllWorkers.properties(Path.of("..").toAbsolutePath().normalize()), clock);
    worker =
        new PlanCandidates(
            store, journal, new SmallMatrices(), new BudgetGrants(journal, ledger), budget);
  }

  @AfterEach
  void stop() {
    budget.stop();
    engine.close();
  }

  @Test
  void shouldPlanTheFirstWaveAndLetTheTimeRun() {
    PlanCandidates.Response first = plan("ask", 1, List.of(), List.of(), null);

    assertThat(first.trainingNext()).isEqualTo("train");
    assertThat(first.openCandidates()).hasSize(3);
    assertThat(first.planDigests()).containsExactly(first.planDigest());
    assertThat(first.trainingUntil()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(first.budgetUsedUp()).isEmpty();
    assertThat(book.of(RUN).open(0)).isPresent();
  }

  @Test
  void shouldBeginWithWeightsWhenTheLastEvaluationProposedThem() {
    Proposal weigh =
        new Proposal(
            Proposal.Kind.WEIGH_CLASS,
            "1",
            List.of(),
            List.of(),
            "Too few are found.",
            Map.of("weight", 4.0));
    Digest proposals =
        store.put(Json.bytes(new Proposals(0, ANY, List.of(weigh))), "application/json");

    PlanCandidates.Response plain = plan("ask", 1, List.of(), List.of(), null);
    PlanCandidates.Response weighed = plan("ask", 1, List.of(), List.of(), null, proposals);

    assertThat(hyperparameters(plain)).noneMatch(names -> names.contains("positive-weight"));
    assertThat(hyperparameters(weighed).getFirst()).contains("positive-weight");
    assertThat(weighed.planDigest()).isNotEqualTo(plain.planDigest());
  }

  private List<Set<String>> hyperparameters(PlanCandidates.Response response) {
    return journal.read(response.planDigest(), CandidatePlan.class).candidates().stream()
        .map(candidate -> candidate.hyperparameters().keySet())
        .toList();
  }

  @Test
  void shouldSelectAndStopTheTimeWhenThereIsNothingMoreToTry() {
    PlanCandidates.Response first = plan("ask", 1, List.of(), List.of(), null);
    List<Outcome> all = first.openCandidates().stream().map(this::finished).toList();
    clock.pass(Duration.ofMinutes(1));

    PlanCandidates.Response last = plan("ask", 2, first.planDigests(), all, all);

    assertThat(last.trainingNext()).isEqualTo("select");
    assertThat(last.openCandidates()).isEmpty();
    assertThat(last.planDigests()).hasSize(2).startsWith(first.planDigest());
    SearchRecord record = journal.read(last.searchDigest(), SearchRecord.class);
    assertThat(record.plans()).isEqualTo(last.planDigests());
    assertThat(record.results().keySet()).containsExactlyElementsOf(first.openCandidates());
    assertThat(record.usedUp()).isEmpty();
    assertThat(record.used().time()).isEqualTo(Duration.ofMinutes(1));
    assertThat(book.of(RUN).closed(0)).isPresent();
  }

  @Test
  void shouldShowWhatIsUsedWhileTheTimeRunsAndAfterIt() {
    assertThat(BudgetLine.of(book.of(RUN), clock.instant())).isEmpty();
    PlanCandidates.Response first = plan("ask", 1, List.of(), List.of(), null);
    clock.pass(Duration.ofMinutes(2));
    List<BudgetLine> running = BudgetLine.of(book.of(RUN), clock.instant());
    clock.pass(Duration.ofMinutes(3));
    plan("ask", 2, first.planDigests(), List.of(), null);
    clock.pass(Duration.ofHours(1));
    List<BudgetLine> asked = BudgetLine.of(book.of(RUN), clock.instant());

    assertThat(running.getFirst().used()).isEqualTo("2 minutes");
    assertThat(running.getFirst().allowed()).isEqualTo("5 minutes");
    assertThat(running.getFirst().state()).isEmpty();
    assertThat(asked.getFirst().used()).isEqualTo("5 minutes");
    assertThat(asked.getFirst().state()).isEqualTo("used up");
  }

  @Test
  void shouldAskWhenTheTimeIsUsedUpAndGoOnWhenItIsExtended() {
    PlanCandidates.Response first = plan("ask", 1, List.of(), List.of(), null);
    List<Outcome> one = List.of(finished(first.openCandidates().getFirst()));
    clock.pass(Duration.ofMinutes(5));

    PlanCandidates.Response asked = plan("ask", 2, first.planDigests(), one, null);
    PlanCandidates.Response again = plan("ask", 2, first.planDigests(), one, null);
    clock.pass(Duration.ofHours(9));
    grant("task-1", "PT2M", "0");
    PlanCandidates.Response extended = plan("ask", 3, first.planDigests(), one, null);
    PlanCandidates.Response repeated = plan("ask", 3, first.planDigests(), one, null);

    assertThat(asked.trainingNext()).isEqualTo("ask");
    assertThat(asked.budgetUsedUp()).isEqualTo("time");
    assertThat(asked.budgetLines().getFirst().used()).isEqualTo("5 minutes");
    assertThat(again).isEqualTo(asked);
    assertThat(extended.trainingNext()).isEqualTo("train");
    assertThat(extended.openCandidates())
        .isEqualTo(first.openCandidates().subList(1, first.openCandidates().size()));
    assertThat(extended.planDigest()).isEqualTo(first.planDigest());
    assertThat(extended.trainingUntil()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
    assertThat(repeated).isEqualTo(extended);
  }

  @Test
  void shouldAskAgainWhenTheExtensionIsUsedUpToo() {
    PlanCandidates.Response first = plan("ask", 1, List.of(), List.of(), null);
    clock.pass(Duration.ofMinutes(5));
    plan("ask", 2, first.planDigests(), List.of(), null);
    grant("task-1", "PT2M", "0");
    plan("ask", 3, first.planDigests(), List.of(), null);
    clock.pass(Duration.ofMinutes(2));

    PlanCandidates.Response asked = plan("ask", 4, first.planDigests(), List.of(), null);

    assertThat(asked.trainingNext()).isEqualTo("ask");
    assertThat(asked.budgetLines().getFirst().used()).isEqualTo("7 minutes");
    assertThat(asked.budgetLines().getFirst().allowed()).isEqualTo("7 minutes");
  }

  @Test
  void shouldNameTheMoneyWhenThatStoppedCandidates() {
    PlanCandidates.Response first = plan("ask", 1, List.of(), List.of(), null);
    List<@Nullable Outcome> stopped = new ArrayList<>();
    first
        .openCandidates()
        .forEach(id -> stopped.add(new Outcome(id, null, false, 0, Resource.MONEY)));

    PlanCandidates.Response asked = plan("ask", 2, first.planDigests(), List.of(), stopped);

    assertThat(asked.trainingNext()).isEqualTo("ask");
    assertThat(asked.budgetUsedUp()).isEqualTo("money");
  }

  @Test
  void shouldSelectTheBestSoFarWhenTheCharterSaysStop() {
    PlanCandidates.Response first = plan("stop", 1, List.of(), List.of(), null);
    clock.pass(Duration.ofMinutes(6));

    PlanCandidates.Response stopped = plan("stop", 2, first.planDigests(), List.of(), null);

    assertThat(stopped.trainingNext()).isEqualTo("select");
    assertThat(stopped.budgetUsedUp()).isEqualTo("time");
  }

  @Test
  void shouldNotBeginACandidateWhenTheTimeIsUsedUp() {
    plan("ask", 1, List.of(), List.of(), null);
    clock.pass(Duration.ofMinutes(5));

    assertThatThrownBy(() -> budget.within(RUN, 0, "r0-01-ridge", job(5), _ -> failed()))
        .isInstanceOf(BudgetUsedUpException.class);
  }

  @Test
  void shouldNotBelieveWhatACandidateSaysThatFailedWhileItWasStopped() {
    plan("ask", 1, List.of(), List.of(), null);
    clock.pass(Duration.ofMinutes(5).minusMillis(20));

    assertThatThrownBy(
            () ->
                budget.within(
                    RUN,
                    0,
                    "r0-01-ridge",
                    job(5),
                    cancellation -> {
                      await().atMost(Duration.ofSeconds(5)).until(cancellation::requested);
                      return failed();
                    }))
        .isInstanceOfSatisfying(
            BudgetUsedUpException.class, e -> assertThat(e.usedUp()).isEqualTo(Resource.TIME));
  }

  private static TrainedCandidate failed() {
    return new TrainedCandidate(
        CandidateResult.unusable(
            new Candidate("r0-01-ridge", "ridge", Map.of(), 1),
            charter("ask").success().primary().metric(),
            "A test.",
            1),
        new byte[0],
        new byte[0]);
  }

  private PlanCandidates.Response plan(
      String whenUsedUp,
      long job,
      List<Digest> plans,
      List<Outcome> finished,
      @Nullable List<@Nullable Outcome> last) {
    return plan(whenUsedUp, job, plans, finished, last, null);
  }

  private PlanCandidates.Response plan(
      String whenUsedUp,
      long job,
      List<Digest> plans,
      List<Outcome> finished,
      @Nullable List<@Nullable Outcome> last,
      @Nullable Digest proposals) {
    Digest charter = store.put(Json.bytes(charter(whenUsedUp)), "application/json");
    return worker.work(
        new PlanCandidates.Request(RUN, charter, ANY, ANY, 0, plans, finished, last, proposals),
        job(job));
  }

  private static JobContext job(long key) {
    return new JobContext(
        key,
        7,
        "plan-candidates",
        Map.of(),
        JsonNodeFactory.instance.objectNode(),
        new AtomicBoolean());
  }

  private void grant(String task, String time, String money) {
    ledger.append(
        new LedgerEvent(
            Decisions.DECIDED,
            RUN,
            "owner",
            Map.of(
                "userTask",
                "extend-budget",
                "decision",
                "extend",
                "task",
                task,
                "additionalTime",
                time,
                "additionalMoney",
                money,
                "additionalCandidates",
                "0"),
            task));
  }

  private Outcome finished(String id) {
    CandidateResult result =
        CandidateResult.unusable(
            new Candidate(id, "ridge", Map.of(), 1),
            charter("ask").success().primary().metric(),
            "A test.",
            1);
    return new Outcome(id, store.put(Json.bytes(result), "application/json"), false, 0, null);
  }

  private static Charter charter(String whenUsedUp) {
    String yaml =
        """
        name: loans
        title: Loans
        problem: A test.
        decision: A decision.
        owner: owner
        task: binary
        target: {column: y, positive: 1}
        success: {primary: {metric: auc, threshold: 0.7}}
        source: {file: a.csv}
        budget: {training-time: PT5M, candidates: 3, money: 5, when-used-up: %s}
        """
            .formatted(whenUsedUp);
    if (!(CharterReader.read(yaml) instanceof CharterResult.Valid valid)) {
      throw new AssertionError(CharterReader.read(yaml));
    }
    return valid.charter();
  }

  /** A clock that stands still until it is told otherwise. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** A matrix of twenty rows, whatever is asked for. */
  private final class SmallMatrices extends TrainingMatrices {
    SmallMatrices() {
      super(journal, new RecipeApplier(store, engine));
    }

    @Override
    public synchronized FeatureMatrix of(Digest charter, Digest split, Digest recipe) {
      double[][] x = new double[20][1];
      double[] y = new double[20];
      int[] folds = new int[20];
      for (int i = 0; i < 20; i++) {
        x[i][0] = i;
        y[i] = i % 2;
        folds[i] = i % 5;
      }
      return new FeatureMatrix(x, y, folds, List.of("x"));
    }
  }
}
