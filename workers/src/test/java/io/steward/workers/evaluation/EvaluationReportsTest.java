package io.steward.workers.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.bundle.SigningKey;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult.Valid;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.ReportCases;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.Evidence;
import io.steward.evaluation.report.ReportVerdict.Outcome;
import io.steward.governance.HoldoutLog;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerEvent;
import io.steward.workers.evaluation.EvaluationReports.Parts;
import io.steward.workers.governance.Decisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportsTest {
  private static final RunId RUN = RunId.ofInstance(1);
  private static final EvaluationReport CASE = ReportCases.classification();

  @TempDir Path folder = Path.of("");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final StepJournal journal = new StepJournal(store, "test", Clock.systemUTC());
  private Ledger ledger;
  private EvaluationReports reports;
  private Digest charter;

  @BeforeEach
  void start() throws IOException {
    ledger =
        new Ledger(
            store,
            SigningKey.generate(),
            LedgerAnchor.file(folder.resolve("head")),
            Clock.systemUTC());
    reports = new EvaluationReports(store, journal, ledger);
    String yaml = Files.readString(Path.of("..", "examples", "credit-risk", "charter.yaml"));
    charter =
        store.put(Json.bytes(((Valid) CharterReader.read(yaml)).charter()), "application/json");
  }

  @Test
  void shouldHaveNoReportBeforeTheHoldoutIsEvaluated() {
    assertThat(reports.latest(RUN)).isEmpty();

    open(request("a"), 1);

    assertThat(reports.latest(RUN)).isEmpty();
  }

  @Test
  void shouldJoinResultsGateAndJudgementOfOneEvaluation() {
    Parts parts = evaluate(request("a"), 1);
    Digest gate = decide("review", "One bar is missed.");
    judge(gate, "pass");

    EvaluationReport report = reports.latest(RUN).orElseThrow();

    assertThat(report.verdict().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(report.verdict().headline()).startsWith("Passed by validator");
    assertThat(Objects.requireNonNull(report.gate()).proposal()).isEqualTo("Collect more.");
    assertThat(report.verdict().reasons().getFirst())
        .isEqualTo("The gate says (evaluation-gate, version 3, rule 5): One bar is missed.");
    assertThat(report.champion()).isEqualTo(CASE.champion());
    assertThat(report.evidence())
        .contains(
            new Evidence("Holdout evaluation", parts.holdout()),
            new Evidence("What the gate decided on", gate));
    assertThat(reports.of(request("a"), parts)).isEqualTo(report);
    assertThat(reports.keep(report)).isEqualTo(Json.digest(report));
  }

  @Test
  void shouldNotMixRoundsWhenASecondOneIsUnderWay() {
    evaluate(request("a"), 1);
    decide("features", "The bar is missed.");
    EvaluationRequest second = request("b");
    open(second, 2);
    journal.once(RUN, "evaluate-holdout", second.inputs(), HoldoutEvaluation.class, CASE::holdout);

    EvaluationReport report = reports.latest(RUN).orElseThrow();

    assertThat(report.opening()).isEqualTo(2);
    assertThat(report.fairness()).isNull();
    assertThat(report.champion()).isNull();
    assertThat(report.gate()).isNull();
    assertThat(report.verdict().outcome()).isEqualTo(Outcome.NOT_DECIDED);
    assertThat(report.verdict().warnings().getFirst()).contains("opened 2 times");
    assertThat(report.evidence()).contains(new Evidence("Model", second.modelDigest()));
  }

  @Test
  void shouldKeepTheGateOfItsOwnRoundWhenAnotherFollows() {
    Parts first = evaluate(request("a"), 1);
    decide("features", "The bar is missed.");
    evaluate(request("b"), 2);
    decide("pass", "All is reached.");

    assertThat(reports.latest(RUN).orElseThrow().verdict().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(reports.of(request("a"), first).verdict().outcome()).isEqualTo(Outcome.GOES_BACK);
  }

  private EvaluationRequest request(String model) {
    return new EvaluationRequest(
        RUN,
        charter,
        Digest.of("snapshot"),
        Digest.of("split"),
        Digest.of(model),
        Digest.of("selection of " + model));
  }

  private Parts evaluate(EvaluationRequest request, int opening) {
    open(request, opening);
    Map<String, Object> withChampion = new HashMap<>(request.inputs());
    withChampion.put("champion", "none");
    return new Parts(
        journal
            .once(RUN, "evaluate-holdout", request.inputs(), HoldoutEvaluation.class, CASE::holdout)
            .digest(),
        journal
            .once(
                RUN,
                "assess-fairness",
                request.inputs(),
                FairnessReport.class,
                () -> Objects.requireNonNull(CASE.fairness()))
            .digest(),
        null,
        null,
        null,
        journal
            .once(
                RUN,
                "compare-with-champion",
                withChampion,
                ChampionComparison.class,
                () -> Objects.requireNonNull(CASE.champion()))
            .digest());
  }

  private void open(EvaluationRequest request, int opening) {
    append(
        HoldoutLog.OPENED,
        "process",
        Map.of("basis", Json.digest(request.inputs()).toString(), "opening", opening));
  }

  private Digest decide(String outcome, String reason) {
    Digest inputs =
        store.put(
            Json.bytes(Map.of("proposal", "Collect more.", "outcome", outcome)),
            "application/json");
    append(
        RecordGate.DECIDED,
        "evaluation-gate",
        Map.of(
            "decision",
            "evaluation-gate",
            "version",
            3,
            "ruleNumber",
            5,
            "gate",
            inputs.toString(),
            "outcome",
            outcome,
            "reason",
            reason,
            "riskTier",
            "limited",
            "loops",
            0));
    return inputs;
  }

  private void judge(Digest gate, String decision) {
    append(
        Decisions.DECIDED,
        "validator",
        Map.of("subject", gate.toString(), "decision", decision, "comment", "Fine."));
  }

  private void append(String type, String actor, Map<String, Object> facts) {
    ledger.append(new LedgerEvent(type, RUN, actor, facts, null));
  }
}
