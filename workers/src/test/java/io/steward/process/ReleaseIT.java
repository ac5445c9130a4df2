package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.deployment.ModelServerClient;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.ReportVerdict;
import io.steward.evaluation.report.Words;
import io.steward.tasklist.UserTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One run up to its release, and what follows from that. The run page is left in {@code
 * target/pages}, to be looked at.
 */
@ExtendWith(PlatformExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(value = ExecutionMode.CONCURRENT)
class ReleaseIT {
  private static final String MODEL = "released";

  private final RunningSteward steward;
  private final RunDriver run;
  private Map<String, Object> approvalForm = Map.of();
  private String outcome = "";
  private String noticeOfFourEyes = "";

  ReleaseIT(RunningSteward steward) {
    this.steward = steward;
    this.run = steward.driver();
  }

  /** The user demo holds every role, and starts the run: so four eyes alone keep demo from more. */
  @BeforeAll
  void release() {
    run.startAs("demo", Charters.watched(MODEL), Charters.CREDIT_DATA);
    UserTask approval = People.agreeUntil(run, "approve-model");
    approvalForm =
        run.awaitSeen(
            approval,
            form ->
                assertThat(form)
                    .containsKeys(
                        "leaderboard",
                        "learningNote",
                        "dossierSummary",
                        "evaluationWords",
                        "robustnessImage"));
    String role = approval.groups().getFirst();
    run.complete(approval, "demo", Map.of("decision", "approve", "comment", "Mine is good."));
    UserTask again = awaitApproval(role);
    noticeOfFourEyes =
        String.valueOf(
            run.awaitSeen(
                    again,
                    form -> assertThat(String.valueOf(form.get("decisionNotice"))).isNotBlank())
                .get("decisionNotice"));
    outcome = People.agreeToTheEnd(run);
  }

  @Test
  void shouldServeAModelWhenEveryoneApproves() {
    assertThat(outcome).isEqualTo("live");
    assertThat(run.get("/api/models/" + MODEL).path("aliases").path("champion").asInt())
        .isEqualTo(1);
    try (ModelServerClient server = steward.modelServer()) {
      Predictions answers = server.infer(MODEL, StrangeRows.of(server, MODEL, 3, 0));
      assertThat(answers.labels()).hasSize(3).containsAnyOf("good", "bad");
    }
  }

  @Test
  void shouldExplainWhatTheLiveModelDecides() {
    Map<String, Object> row = new HashMap<>();
    try (ModelServerClient server = steward.modelServer()) {
      server.metadata(MODEL, null).inputs().forEach(input -> row.put(input.name(), null));
    }
    row.put("checking_status", "<0");
    row.put("duration", 48);

    JsonNode answer =
        run.post("/api/models/" + MODEL + "/explain", Map.of("rows", List.of(row)), 200);

    assertThat(answer.path("model").asText()).isEqualTo("models:/" + MODEL + "/1");
    JsonNode one = answer.path("rows").path(0);
    assertThat(one.path("label").asText()).isIn("good", "bad");
    assertThat(one.path("reasons")).isNotEmpty();
    run.post("/api/models/" + MODEL + "/explain", Map.of("rows", List.of(Map.of("a", 1))), 422);
  }

  @Test
  void shouldShowWhatMovesTheModelOnTheRunPage() {
    assertThat(run.page("/runs/" + run.view().path("run").asText()))
        .contains("How much disturbed inputs cost")
        .contains("What moves the probability of &#39;bad&#39;")
        .contains("changes with checking_status");
  }

  /** The digest in the dossier, of the JSON, and on page and PDF: all are the same report. */
  @Test
  void shouldShowOneReportAsPagePdfAndJsonWhenTheModelIsReleased() throws IOException {
    String address = "/api/runs/" + run.run() + "/evaluation";
    byte[] json = run.bytes(address);
    EvaluationReport report = Json.read(json, EvaluationReport.class);
    String digest = Digest.of(json).toString();
    String page = run.page("/runs/" + run.run() + "/evaluation");
    byte[] pdf = run.bytes(address + ".pdf");
    Path pages = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(pages.resolve("evaluation.html"), page);
    Files.write(pages.resolve("evaluation.pdf"), pdf);
    String text;
    try (PDDocument document = Loader.loadPDF(pdf)) {
      text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }

    assertThat(report.verdict().outcome()).isEqualTo(ReportVerdict.Outcome.PASSED);
    assertThat(report.opening()).isEqualTo(1);
    assertThat(page).contains(report.verdict().headline(), digest).doesNotContain("{{");
    assertThat(text).contains(report.verdict().headline(), digest);
    for (MetricResult metric : report.holdout().metrics()) {
      String value = Words.number(metric.value());
      assertThat(page).contains("<td>" + value + "</td>");
      assertThat(text)
          .contains(
              metric.metric().written()
                  + " "
                  + value
                  + " "
                  + Words.interval(metric.lower(), metric.upper()));
    }
    assertThat(run.bytes(address + ".pdf")).isEqualTo(pdf);
    assertThat(String.valueOf(approvalForm.get("dossierSummary"))).contains(digest);
    assertThat(String.valueOf(approvalForm.get("evaluationWords")))
        .contains("Passed by", "auc is", "95 % interval");
    assertThat(String.valueOf(approvalForm.get("robustnessImage"))).startsWith("data:image/png");
    assertThat(run.page("/runs/" + run.run())).contains("/runs/" + run.run() + "/evaluation");
  }

  @Test
  void shouldDenyTheApprovalOfWhoStartedTheRun() {
    assertThat(noticeOfFourEyes).contains("demo").contains("four-eyes");
    assertThat(run.ledger("decision-denied"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("actor").asText()).isEqualTo("demo"));
  }

  @Test
  void shouldSayWhatEachCandidateCameToWhenTheRunIsDone() {
    JsonNode board = run.get("/api/runs/" + run.run() + "/leaderboard");

    assertThat(board.path("metric").asText()).isEqualTo("auc");
    assertThat(board.path("why").asText()).isNotBlank();
    assertThat(board.path("places")).isNotEmpty();
    List<String> standings = board.findValuesAsText("standing");
    assertThat(standings).containsOnlyOnce("SELECTED");
    for (JsonNode place : board.path("places")) {
      assertThat(place.path("note").asText()).isNotBlank();
      if (!place.path("standing").asText().equals("NOT_USABLE")) {
        assertThat(place.path("score").asDouble()).isBetween(0.5, 1.0);
        assertThat(place.path("onnxBytes").asInt()).isPositive();
        assertThat(place.path("rowMicros").asDouble()).isPositive();
      }
    }
    assertThat(approvalForm).containsKey("leaderboard");
    assertThat(String.valueOf(approvalForm.get("leaderboard")))
        .contains("selected", " ± ", "size", "latency", "time", board.findPath("id").asText());
    assertThat(String.valueOf(approvalForm.get("learningNote"))).contains("More rows");
    assertThat(String.valueOf(approvalForm.get("dossierSummary"))).contains("Made by", "Java 2");
  }

  @Test
  void shouldTraceTheCurvesOfTheLeadersWhenAModelIsSelected() {
    JsonNode curves = run.get("/api/runs/" + run.run() + "/curves");

    JsonNode selected = curves.path("candidates").path(0);
    assertThat(selected.path("learning").findValuesAsText("percent")).endsWith("75", "100");
    assertThat(selected.path("validation").path("points").size()).isGreaterThan(1);
    assertThat(selected.path("words").path(0).asText()).startsWith("More rows");
    assertThat(curves.path("candidates").findValuesAsText("algorithm")).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellHowTheModelWasMadeWhenTheRunIsDone() throws IOException {
    JsonNode made = run.get("/api/runs/" + run.run() + "/provenance");

    JsonNode making = made.path("making");
    assertThat(making.path("waves").path(0).path("finished")).isNotEmpty();
    assertThat(making.path("codeVersion").asText()).contains("+");
    assertThat(making.path("libraries").path("smile").asText()).isNotBlank();
    assertThat(making.path("limits").toString()).contains("Measured times");
    JsonNode machine = made.path("machines").path(0).path("machine");
    assertThat(machine.path("javaVersion").asText()).isNotBlank();
    assertThat(machine.path("processors").asInt()).isPositive();
    assertThat(run.ledger("model-selected"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.path("facts").path("provenance").asText())
                    .isEqualTo(Json.digest(made).toString()));
    String page = run.page("/runs/" + run.run());
    assertThat(page)
        .contains("How this model was made", "Curves of the leaders", "What is not reproduced")
        .contains(making.path("candidate").asText())
        .doesNotContain("{{");
    Path pages = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(pages.resolve("run.html"), page);
  }

  @Test
  void shouldAlertAPersonWhenTheRequestsDrift() {
    try (ModelServerClient server = steward.modelServer()) {
      for (int batch = 0; batch < 4; batch++) {
        server.infer(MODEL, StrangeRows.of(server, MODEL, 50, 50 * batch));
      }
    }

    UserTask alert = awaitAlert();

    run.awaitSeen(
        alert,
        form -> {
          assertThat(String.valueOf(form.get("health"))).contains("drifted");
          assertThat(String.valueOf(form.get("healthSummary"))).contains("drifted");
        });
    run.complete(alert, "validator", Map.of("decision", "dismiss", "comment", "A test."));
    await("the decision is in the ledger")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                run.ledger("decision").stream()
                    .anyMatch(entry -> entry.toString().contains("review-alert")));
  }

  private UserTask awaitApproval(String role) {
    return await("the approval is asked again")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                run.unanswered().stream()
                    .filter(task -> task.taskDefinitionId().equals("approve-model"))
                    .filter(task -> task.groups().contains(role))
                    .toList(),
            tasks -> !tasks.isEmpty())
        .getFirst();
  }

  private UserTask awaitAlert() {
    return await("an alert")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                run.unanswered().stream()
                    .filter(task -> task.taskDefinitionId().equals("review-alert"))
                    .toList(),
            alerts -> !alerts.isEmpty())
        .getFirst();
  }
}
