package io.steward.workers.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.bundle.SigningKey;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerEvent;
import io.steward.training.SearchRecord;
import io.steward.training.budget.BudgetExtension;
import io.steward.training.budget.BudgetLimits;
import io.steward.training.budget.BudgetUse;
import io.steward.training.budget.Resource;
import io.steward.workers.governance.BudgetGrants.Grant;
import io.steward.workers.governance.BudgetGrants.Judged;
import io.steward.workers.governance.DecisionRules.Verdict;
import io.steward.workers.job.JobContext;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetGrantsTest {
  private static final RunId RUN = RunId.ofInstance(7);
  private static final Verdict EXTENDS = new Verdict(true, "", "business-owner", "extend");

  @TempDir Path folder;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private Ledger ledger;
  private BudgetGrants grants;

  @BeforeEach
  void start() {
    ledger =
        new Ledger(
            store,
            SigningKey.loadOrCreate(folder.resolve("key.pem"), folder.resolve("key.pub.pem")),
            LedgerAnchor.file(folder.resolve("anchor")),
            Clock.systemUTC());
    grants = new BudgetGrants(new StepJournal(store, "test", Clock.systemUTC()), ledger);
  }

  @Test
  void shouldReadFromTheLedgerWhatWasGranted() {
    Judged judged = judge(EXTENDS, "{\"additionalTime\": \"PT15M\", \"additionalMoney\": 2.50}");
    write(Decisions.DECIDED, "task-1", judged.facts());

    assertThat(judged.verdict()).isEqualTo(EXTENDS);
    assertThat(grants.of(RUN))
        .containsExactly(
            new Grant(
                "task-1", new BudgetExtension(Duration.ofMinutes(15), new BigDecimal("2.5"), 0)));
  }

  @Test
  void shouldRefuseTheDecisionWhenItGrantsNothingOfWhatIsUsedUp() {
    Judged judged = judge(EXTENDS, "{\"additionalTime\": null, \"additionalMoney\": 2.50}");

    assertThat(judged.verdict().accepted()).isFalse();
    assertThat(judged.verdict().notice()).contains("time is used up");
    assertThat(judged.facts()).isEmpty();
  }

  @Test
  void shouldLeaveOtherDecisionsAsTheyAre() {
    Verdict denied = new Verdict(false, "Not you.", "", "extend");
    Verdict stops = new Verdict(true, "", "business-owner", "stop");

    assertThat(judge(denied, "{}")).isEqualTo(new Judged(denied, Map.of()));
    assertThat(judge(stops, "{}")).isEqualTo(new Judged(stops, Map.of()));
  }

  @Test
  void shouldNotCountWhatWasDenied() {
    write(Decisions.DENIED, "task-1", Map.of("additionalTime", "PT15M"));

    assertThat(grants.of(RUN)).isEmpty();
  }

  private Judged judge(Verdict verdict, String variables) {
    SearchRecord record =
        new SearchRecord(
            0,
            List.of(),
            new TreeMap<>(),
            new BudgetLimits(Duration.ofMinutes(5), BigDecimal.TEN, 9),
            new BudgetUse(Duration.ofMinutes(5), BigDecimal.ONE, 3),
            List.of(Resource.TIME));
    Digest subject = store.put(Json.bytes(record), "application/json");
    JobContext job =
        new JobContext(
            1,
            7,
            "record-extend-budget",
            Map.of(),
            Json.read(variables.getBytes(StandardCharsets.UTF_8), JsonNode.class),
            new AtomicBoolean());
    return grants.judge(
        UserTaskRule.of("extend-budget").orElseThrow(), verdict, job, subject.toString());
  }

  private void write(String type, String task, Map<String, Object> granted) {
    Map<String, Object> facts = new TreeMap<>(granted);
    facts.put("userTask", "extend-budget");
    facts.put("decision", "extend");
    facts.put("task", task);
    ledger.append(new LedgerEvent(type, RUN, "owner", facts, task));
  }
}
