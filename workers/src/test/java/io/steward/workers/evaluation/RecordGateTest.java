package io.steward.workers.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.bundle.Predictions;
import io.steward.bundle.SigningKey;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.charter.Metric;
import io.steward.evaluation.ChampionComparator;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GateInputs;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutEvaluator;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.Scored;
import io.steward.evaluation.SegmentReport;
import io.steward.governance.CharterNotSignedException;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerEntry;
import io.steward.governance.LedgerEvent;
import io.steward.governance.SignedCharters;
import io.steward.proposal.Proposals;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import io.steward.training.Candidate;
import io.steward.training.CandidateResult;
import io.steward.training.Selection;
import io.steward.workers.engine.TableAnswer;
import io.steward.workers.evaluation.RecordGate.Outcome;
import io.steward.workers.job.JobContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordGateTest {
  private static final RunId RUN = RunId.ofInstance(7);
  private static final JobContext JOB =
      new JobContext(
          1,
          7,
          "record-gate",
          Map.of(),
          JsonNodeFactory.instance.objectNode(),
          new AtomicBoolean());

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final StepJournal journal = new StepJournal(store, "test", Clock.systemUTC());
  private final GateReader gates = new GateReader(journal);
  private final GateTable table = new GateTable(new ProjectTables());
  private Ledger ledger;
  private RecordGate worker;

  @BeforeEach
  void start(@TempDir Path folder) {
    ledger =
        new Ledger(
            store,
            SigningKey.generate(),
            LedgerAnchor.file(folder.resolve("anchor")),
            Clock.systemUTC());
    worker =
        new RecordGate(store, journal, ledger, new SignedCharters(ledger, store), gates, table);
  }

  @Test
  void shouldRecordInputsRuleTableAndProposals() {
    Evaluation evaluation = new Evaluation("0.99", "0.99");

    RecordGate.Response response = worker.work(evaluation.request(0), JOB);
    worker.work(evaluation.request(0), JOB);

    assertThat(response.evaluationOutcome()).isEqualTo("features");
    assertThat(response.returnReason()).startsWith("The primary metric is missed: try richer");
    assertThat(response.proposals()).isNotEmpty();
    assertThat(response.charterNotes().lines())
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.startsWith("# ") && line.length() <= 90);
    assertThat(read(response.charterNotes() + yaml("0.99"))).isEqualTo(evaluation.charter);
    assertThat(entries(RecordGate.REFUSED)).isEmpty();
    assertThat(entries(RecordGate.DECIDED))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.facts())
                    .containsEntry("decision", "evaluation-gate")
                    .containsEntry("rule", "evaluation-gate-rule-4")
                    .containsEntry("version", 1)
                    .containsEntry("riskTier", "minimal")
                    .containsEntry("charter", evaluation.charterDigest.toString())
                    .containsEntry("proposals", response.proposalsDigest().toString())
                    .containsEntry("gate", response.gateDigest().toString())
                    .hasEntrySatisfying(
                        "inputs",
                        inputs ->
                            assertThat(String.valueOf(inputs))
                                .contains("primaryVerdict=missed", "unsaid=0")));
    Proposals proposals = journal.read(response.proposalsDigest(), Proposals.class);
    assertThat(proposals.snapshot()).isEqualTo(evaluation.snapshot);
    assertThat(proposals.proposals()).hasSameSizeAs(response.proposals());
  }

  @Test
  void shouldRefuseACharterThatIsNotTheSignedOne() {
    Evaluation evaluation = new Evaluation("0.6", "0.99");

    assertThatThrownBy(() -> worker.work(evaluation.request(0), JOB))
        .isInstanceOf(CharterNotSignedException.class)
        .hasMessageContaining("success.primary.threshold is 0.6, signed was 0.99");

    assertThat(entries(SignedCharters.REFUSED)).hasSize(1);
    assertThat(entries(RecordGate.DECIDED)).isEmpty();
  }

  @Test
  void shouldRefuseResultsThatWereFoundWithAnotherCharter() {
    Evaluation lenient = new Evaluation("0.6", "0.6");
    Evaluation strict = new Evaluation("0.99", "0.99");
    RecordGate.Request mixed = strict.request(0, lenient.results);

    assertThatThrownBy(() -> worker.work(mixed, JOB))
        .isInstanceOf(EvidenceRefusedException.class)
        .hasMessageContaining("evaluate-holdout")
        .hasMessageContaining("'check-charter'");

    assertThat(entries(RecordGate.REFUSED)).hasSize(1);
    assertThat(entries(RecordGate.DECIDED)).isEmpty();
  }

  @Test
  void shouldAskAPersonWhenInputsAndAnswerWereChangedByHand() {
    Evaluation evaluation = new Evaluation("0.99", "0.99");
    ObjectNode gate = (ObjectNode) evaluation.gate();
    gate.put("primaryVerdict", "reached");

    RecordGate.Response response =
        worker.work(
            evaluation.request(
                0, evaluation.results, gate, new Outcome("pass", "All is well."), "minimal"),
            JOB);

    assertThat(response.evaluationOutcome()).isEqualTo("review");
    assertThat(response.gate().primaryVerdict()).isEqualTo("missed");
    assertThat(response.gateResult().reason())
        .contains("gate.primaryVerdict was reached, the evidence says missed")
        .contains("gateResult was pass, the table says features")
        .contains("A person decides.");
    assertThat(entries(RecordGate.REFUSED)).hasSize(1);
    assertThat(entries(RecordGate.DECIDED).getFirst().facts()).containsEntry("outcome", "review");
  }

  @Test
  void shouldAskAPersonWhenTheRiskTierWasChangedByHand() {
    Evaluation evaluation = new Evaluation("0.99", "0.99");

    RecordGate.Response response =
        worker.work(
            evaluation.request(
                0, evaluation.results, evaluation.gate(), evaluation.outcome("minimal", 0), "high"),
            JOB);

    assertThat(response.evaluationOutcome()).isEqualTo("review");
    assertThat(response.gateResult().reason())
        .contains("riskTier was high, the signed charter gives minimal");
  }

  @Test
  void shouldAskAPersonWhenTheWaysBackWereSetToZeroByHand() {
    Evaluation evaluation = new Evaluation("0.99", "0.99");
    for (int loop = 0; loop < 3; loop++) {
      ledger.append(
          new LedgerEvent(
              RecordGate.DECIDED,
              RUN,
              "evaluation-gate",
              Map.of("outcome", "features", "loops", loop),
              "earlier-" + loop));
    }

    RecordGate.Response response = worker.work(evaluation.request(0), JOB);

    assertThat(response.evaluationOutcome()).isEqualTo("review");
    assertThat(response.gateResult().reason()).contains("loops was 0, the ledger has 3 ways back");
  }

  private List<LedgerEntry> entries(String type) {
    return ledger.of(RUN).stream().filter(entry -> entry.type().equals(type)).toList();
  }

  /** An evaluation of an ordinary model under one charter, in a run that signed another or not. */
  private final class Evaluation {
    final Charter charter;
    final Digest charterDigest;
    final Digest snapshot =
        put(
            Map.of(
                "sourceName",
                "a.csv",
                "rows",
                200,
                "columns",
                List.of(new ColumnSchema("x", ColumnKind.NUMBER))));
    final Digest selection;
    final GateReader.Results results;

    Evaluation(String used, String signed) {
      charter = charter(used);
      charterDigest = put(charter);
      Digest signedDigest = put(charter(signed));
      ledger.append(
          new LedgerEvent(
              SignedCharters.DECISION,
              RUN,
              "owner",
              Map.of(
                  "userTask",
                  SignedCharters.SIGN_OFF,
                  "decision",
                  "approve",
                  "subject",
                  signedDigest.toString()),
              null));
      selection =
          put(
              new Selection(
                  CandidateResult.unusable(
                      new Candidate("r0-01-x", "x", Map.of(), 1), Metric.AUC, "A test.", 1),
                  List.of(),
                  "A test."));
      Scored scored = scored();
      results =
          new GateReader.Results(
              step(
                  "evaluate-holdout",
                  HoldoutEvaluation.class,
                  HoldoutEvaluator.evaluate(charter, scored)),
              step(
                  "assess-fairness",
                  FairnessReport.class,
                  new FairnessReport(List.of(), List.of())),
              step(
                  "assess-segments",
                  SegmentReport.class,
                  new SegmentReport(Metric.AUC, 0.8, List.of(), List.of(), List.of())),
              step(
                  "assess-robustness",
                  RobustnessReport.class,
                  new RobustnessReport(Metric.AUC, 200, 0.8, List.of(), 0.01, 0.1, null, "")),
              step(
                  "explain-model",
                  ExplanationReport.class,
                  new ExplanationReport(
                      Metric.AUC, 0.8, 200, List.of(), null, List.of(), List.of(), List.of())),
              step(
                  "compare-with-champion",
                  ChampionComparison.class,
                  ChampionComparator.compare(charter, scored, null)));
    }

    EvaluationRequest basis() {
      return new EvaluationRequest(
          RUN, charterDigest, snapshot, Digest.of("split"), Digest.of("model"), selection);
    }

    JsonNode gate() {
      return Json.read(
          Json.bytes(GateFacts.of(GateInputs.of(gates.read(charter, basis(), results)))),
          JsonNode.class);
    }

    /** What the diagram's decision says. */
    Outcome outcome(String tier, int loops) {
      TableAnswer answer = table.gate(Json.read(Json.bytes(gate()), GateFacts.class), tier, loops);
      return new Outcome(
          answer.output().path("outcome").asText(), answer.output().path("reason").asText());
    }

    RecordGate.Request request(int loops) {
      return request(loops, results);
    }

    RecordGate.Request request(int loops, GateReader.Results given) {
      return request(loops, given, gate(), outcome("minimal", loops), "minimal");
    }

    RecordGate.Request request(
        int loops, GateReader.Results given, JsonNode gate, Outcome outcome, String tier) {
      EvaluationRequest basis = basis();
      return new RecordGate.Request(
          RUN,
          gate,
          outcome,
          tier,
          loops,
          basis.charterDigest(),
          basis.snapshotDigest(),
          basis.splitDigest(),
          basis.modelDigest(),
          basis.selectionDigest(),
          given.evaluation(),
          given.fairness(),
          given.segments(),
          given.robustness(),
          given.explanation(),
          given.comparison(),
          null);
    }

    private <T> Digest step(String name, Class<T> type, T result) {
      return journal.once(RUN, name, basis().inputs(), type, () -> result).digest();
    }

    private Digest put(Object value) {
      return store.put(Json.bytes(value), "application/json");
    }
  }

  /** Two hundred answers that are right four times out of five. */
  private static Scored scored() {
    double[] x = new double[200];
    double[] truth = new double[200];
    double[][] probabilities = new double[200][];
    String[] labels = new String[200];
    for (int row = 0; row < 200; row++) {
      x[row] = row;
      truth[row] = row % 2;
      double positive = (row % 5 == 0 ? 1 - truth[row] : truth[row]) * 0.8 + 0.1;
      probabilities[row] = new double[] {1 - positive, positive};
      labels[row] = positive >= 0.5 ? "1" : "0";
    }
    return new Scored(
        new RawTable(List.of(new ColumnSchema("x", ColumnKind.NUMBER)), List.of(x)),
        truth,
        new Predictions(labels, probabilities, new double[0]),
        List.of("0", "1"),
        0.5);
  }

  private static Charter charter(String threshold) {
    return read(yaml(threshold));
  }

  private static Charter read(String yaml) {
    if (!(CharterReader.read(yaml) instanceof CharterResult.Valid valid)) {
      throw new AssertionError(CharterReader.read(yaml));
    }
    return valid.charter();
  }

  private static String yaml(String threshold) {
    return """
        name: loans
        title: Loans
        problem: A test.
        decision: A decision.
        owner: owner
        task: binary
        target: {column: y, positive: 1}
        success: {primary: {metric: auc, threshold: %s}}
        source: {file: a.csv}
        regulatory:
          personal-data: false
          affects-people: false
          automated-decision: false
          safety-relevant: false
        """
        .formatted(threshold);
  }
}
