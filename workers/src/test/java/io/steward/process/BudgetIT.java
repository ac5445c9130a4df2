package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.RunId;
import io.steward.tasklist.UserTask;
import io.steward.training.CandidateResult;
import io.steward.training.SearchRecord;
import io.steward.training.Selection;
import io.steward.training.budget.BudgetAccount;
import io.steward.training.budget.BudgetBook;
import io.steward.training.budget.BudgetEntry;
import io.steward.training.budget.BudgetLimits;
import io.steward.training.budget.BudgetUse;
import io.steward.training.budget.Resource;
import io.steward.workers.training.TrainingMetrics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The signed budget of training is kept, and only who may extend it extends it. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class BudgetIT {
  /** How far training may go beyond its budget. */
  private static final Duration OVERSHOOT = Duration.ofSeconds(5);

  private static Path data;

  private final RunningSteward steward;

  BudgetIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldTrainAllCandidatesWhenTheBudgetIsExtended() {
    RunDriver run = start("out-of-time", "training-time: PT3S", "candidates: 3", "money: 5");

    UserTask ask = People.agreeUntil(run, "extend-budget");
    Map<String, Object> form =
        run.awaitSeen(ask, seen -> assertThat(seen.get("budgetUsedUp")).isEqualTo("time"));
    assertThat(String.valueOf(form.get("budgetLines")))
        .contains("used=3 seconds")
        .contains("allowed=3 seconds")
        .contains("5.00 EUR");
    assertThat(run.finished("select-model")).isZero();

    assertThat(refused(run, ask, "engineer", extension("Because.", "PT15M")))
        .contains("engineer may not decide here")
        .contains("business-owner");
    assertThat(refused(run, awaitNext(run), "owner", extension("", "PT15M")))
        .contains("needs a comment");
    assertThat(refused(run, awaitNext(run), "owner", extension("More, please.", "")))
        .contains("time is used up");
    Map<String, Object> more = extension("The data is worth it.", "PT15M");
    more.put("additionalMoney", 2);
    more.put("additionalCandidates", 2);
    run.complete(awaitNext(run), "owner", more);

    assertThat(People.agreeToTheEnd(run)).isEqualTo("live");
    JsonNode decision = decision(run);
    assertThat(decision.path("actor").asText()).isEqualTo("owner");
    assertThat(decision.path("facts").path("role").asText()).isEqualTo("business-owner");
    assertThat(decision.path("facts").path("comment").asText()).isEqualTo("The data is worth it.");
    assertThat(decision.path("facts").path("additionalTime").asText()).isEqualTo("PT15M");
    assertThat(decision.path("facts").path("additionalMoney").asText()).isEqualTo("2");
    assertThat(decision.path("facts").path("additionalCandidates").asText()).isEqualTo("2");
    SearchRecord asked =
        read(Digest.parse(decision.path("facts").path("subject").asText()), SearchRecord.class);
    assertThat(asked.usedUp()).containsExactly(Resource.TIME);
    assertThat(asked.results()).hasSizeLessThan(3);
    // Three that were signed, one more of those that do well, and an ensemble.
    List<CandidateResult> leaderboard = selection(run).leaderboard();
    assertThat(leaderboard).hasSize(5);
    assertThat(leaderboard).extracting(CandidateResult::algorithm).contains("ensemble");
    BudgetLimits signed = new BudgetLimits(Duration.ofSeconds(3), new BigDecimal(5), 3);
    assertThat(account(run).limits(signed, 0))
        .isEqualTo(new BudgetLimits(Duration.ofSeconds(3).plusMinutes(15), new BigDecimal(7), 5));
    assertStoppedInTime(run);
    assertThat(counted(run, "usable")).isPositive();
  }

  /** How many candidates the application has trained with this outcome, in all runs. */
  private static double counted(RunDriver run, String outcome) {
    return run.getAs(
            "demo", "/actuator/metrics/" + TrainingMetrics.CANDIDATES + "?tag=outcome:" + outcome)
        .at("/measurements/0/value")
        .asDouble();
  }

  @Test
  void shouldSelectTheBestSoFarWhenAPersonStopsWithoutMoney() {
    RunDriver run = start("out-of-money", "training-time: PT10M", "candidates: 17", "money: 0.004");

    UserTask ask = People.agreeUntil(run, "extend-budget");
    run.awaitSeen(ask, form -> assertThat(form.get("budgetUsedUp")).isEqualTo("money"));
    run.complete(ask, "owner", Map.of("decision", "stop", "comment", "It is good enough."));

    List<CandidateResult> leaderboard = selection(run).leaderboard();
    assertThat(leaderboard).isNotEmpty().hasSizeLessThan(17);
    BudgetUse used = account(run).used(0, Instant.now());
    // What every worker may have used beyond its reservation, at one an hour.
    assertThat(used.money())
        .isGreaterThan(new BigDecimal("0.003"))
        .isLessThan(new BigDecimal("0.004").add(new BigDecimal("0.0028")));
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  @Test
  void shouldSelectTheBestSoFarWithoutAskingWhenTheCharterSaysSo() {
    RunDriver run =
        start(
            "stops-by-itself",
            "training-time: PT8S",
            "candidates: 17",
            "money: 5",
            "when-used-up: stop");

    List<CandidateResult> leaderboard = agreeToSelection(run).leaderboard();

    assertThat(leaderboard).isNotEmpty().hasSizeLessThan(17);
    assertThat(account(run).closed(0).orElseThrow().usedUp()).containsExactly(Resource.TIME);
    assertStoppedInTime(run);
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
    assertThat(run.ledger("decision"))
        .noneMatch(entry -> entry.path("facts").path("userTask").asText().equals("extend-budget"));
  }

  @Test
  void shouldAskTheEngineerWhenNothingIsUsableAfterTheStop() {
    RunDriver run =
        start("no-money-at-all", "training-time: PT10M", "money: 0", "when-used-up: stop");

    UserTask resolve = People.agreeUntil(run, "resolve-training");

    run.awaitSeen(
        resolve,
        form ->
            assertThat(String.valueOf(form.get("trainingError")))
                .contains("no candidate to choose from"));
    run.complete(resolve, "engineer", Map.of("decision", "abandon", "comment", "No money."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }

  private RunDriver start(String model, String... budget) {
    return steward.driver().start(Charters.budgeted(model, budget), data);
  }

  /**
   * The flagship's rows sixteen times over: a forest takes seconds then, a linear model does not.
   */
  @BeforeAll
  static void writeData(@TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(Charters.CREDIT_DATA);
    List<String> more = new ArrayList<>(lines);
    for (int copy = 1; copy < 16; copy++) {
      more.addAll(lines.subList(1, lines.size()));
    }
    data = Files.write(folder.resolve("credit.csv"), more);
  }

  private static Map<String, Object> extension(String comment, String time) {
    Map<String, Object> form = new HashMap<>();
    form.put("decision", "extend");
    form.put("comment", comment);
    form.put("additionalTime", time);
    form.put("additionalMoney", null);
    form.put("additionalCandidates", null);
    return form;
  }

  /** Answers the task and returns why the answer was not taken over. */
  private static String refused(
      RunDriver run, UserTask task, String user, Map<String, Object> form) {
    int before = run.ledger("decision-denied").size();
    run.complete(task, user, form);
    await("refusal in " + run.run())
        .atMost(Duration.ofMinutes(2))
        .until(() -> run.ledger("decision-denied").size() > before);
    return run.ledger("decision-denied").getLast().path("facts").path("reason").asText();
  }

  private static UserTask awaitNext(RunDriver run) {
    return run.awaitTask("extend-budget");
  }

  /** The people agree to everything until a model is selected. */
  private Selection agreeToSelection(RunDriver run) {
    await("selection of " + run.run())
        .atMost(Duration.ofMinutes(8))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              run.unanswered().forEach(task -> People.agree(run, task));
              return run.finished("select-model") > 0;
            });
    return selection(run);
  }

  private Selection selection(RunDriver run) {
    return read(run.awaitResult("select-model"), Selection.class);
  }

  private static JsonNode decision(RunDriver run) {
    return run.ledger("decision").stream()
        .filter(entry -> entry.path("facts").path("userTask").asText().equals("extend-budget"))
        .findFirst()
        .orElseThrow();
  }

  /** No work on any candidate went on for longer than allowed after the time was used up. */
  private void assertStoppedInTime(RunDriver run) {
    BudgetAccount account = account(run);
    Instant until =
        account.entries().stream()
            .filter(BudgetEntry.Opened.class::isInstance)
            .map(entry -> ((BudgetEntry.Opened) entry).until())
            .findFirst()
            .orElseThrow();
    Instant closed =
        account.entries().stream()
            .filter(BudgetEntry.Closed.class::isInstance)
            .map(entry -> ((BudgetEntry.Closed) entry).at())
            .findFirst()
            .orElseThrow();
    List<Duration> beyond =
        account.entries().stream()
            .filter(BudgetEntry.Settled.class::isInstance)
            .map(entry -> ((BudgetEntry.Settled) entry).at())
            .filter(at -> at.isBefore(closed))
            .map(at -> Duration.between(until, at))
            .toList();
    assertThat(beyond).anyMatch(Duration::isPositive).allMatch(d -> d.compareTo(OVERSHOOT) <= 0);
    System.out.println(
        run.run() + ": training ended beyond its time by " + beyond.stream().sorted().toList());
  }

  private BudgetAccount account(RunDriver run) {
    try (MinioArtifactStore store = steward.store()) {
      return new BudgetBook(store).of(RunId.parse(run.run()));
    }
  }

  private <T> T read(Digest digest, Class<T> type) {
    try (MinioArtifactStore store = steward.store()) {
      return Json.read(store.get(digest), type);
    }
  }
}
