package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.tasklist.UserTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The ways through the main process that end without a release, each with a run of its own. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class LifecycleIT {
  private final RunningSteward steward;

  LifecycleIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldAskAgainWhenTheOwnerWantsChanges() {
    RunDriver run = steward.driver().start(Charters.credit("changed"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "owner", "changes");
    UserTask revise = run.awaitTask("revise-charter");
    run.complete(
        revise,
        "engineer",
        Map.of(
            "decision",
            "submit",
            "charterText",
            Charters.withThreshold("changed", "0.71"),
            "comment",
            "Raised the bar."));

    UserTask again = run.awaitTask("sign-off-problem");
    run.awaitSeen(
        again,
        form -> assertThat(String.valueOf(form.get("charterText"))).contains("threshold: 0.71"));
    run.complete(again, "owner", Map.of("decision", "reject", "comment", "Not this year."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.view().path("reason").asText()).contains("Not this year.");
  }

  @Test
  void shouldEndWhenMachineLearningDoesNotSuitTheProblem() {
    RunDriver run = steward.driver().start(Charters.simpleRule("simple"), Charters.CREDIT_DATA);

    assertThat(run.awaitOutcome()).isEqualTo("not-an-ml-problem");
    assertThat(run.view().path("reason").asText()).isNotBlank();
  }

  @Test
  void shouldNotCountADecisionOfSomebodyWithoutTheRole() {
    RunDriver run = steward.driver().start(Charters.credit("wrong-role"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "validator", "approve");

    UserTask again = run.awaitTask("sign-off-problem");
    run.awaitSeen(
        again,
        form ->
            assertThat(String.valueOf(form.get("decisionNotice")))
                .contains("validator")
                .contains("business-owner"));
    assertThat(run.ledger("decision-denied"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("actor").asText()).isEqualTo("validator"));
    run.complete(again, "owner", Map.of("decision", "reject", "comment", "Test is over."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }

  @Test
  void shouldEndWhenARunIsCancelledBeforeTheSignOff() {
    RunDriver run = steward.driver().start(Charters.credit("cancelled"), Charters.CREDIT_DATA);
    run.awaitTask("sign-off-problem");

    run.cancel();

    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
    assertThat(run.view().path("reason").asText()).contains("engineer");
  }

  @Test
  void shouldEndWhenARunIsCancelledInTheMiddleOfTheWork() {
    RunDriver run = steward.driver().start(Charters.manyCandidates("halted"), Charters.CREDIT_DATA);
    run.decide("sign-off-problem", "owner", "approve");
    Digest split = run.awaitResult("split-data");
    assertThat(split).isNotNull();

    run.cancel();

    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
    JsonNode view = run.view();
    assertThat(view.path("reason").asText()).contains("engineer");
    assertThat(run.openTasks()).isEmpty();
  }

  @Test
  void shouldEndWhenTheDeadlinePasses() {
    RunDriver run = steward.driver().start(Charters.urgent("late"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "owner", "approve");

    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
    assertThat(run.view().path("reason").asText()).contains("deadline").contains("PT1M");
    assertThat(run.ledger("dossier-assembled")).as("nothing was approved").isEmpty();
  }

  @Test
  void shouldGoBackToTheProblemWhenTheDataDoNotFitIt(@TempDir Path folder) throws IOException {
    Path few = folder.resolve("few.csv");
    Files.write(few, Files.readAllLines(Charters.CREDIT_DATA).subList(0, 6));
    RunDriver run = steward.driver().start(Charters.credit("redefined"), few);
    run.decide("sign-off-problem", "owner", "approve");

    run.decide("review-data", "steward", "redefine");

    // What is sent back is revised before it is signed again.
    run.decide("revise-charter", "engineer", "submit");
    run.decide("sign-off-problem", "owner", "reject");
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.results("split-data")).isEmpty();
  }

  @Test
  void shouldTrainAgainWhenAnApproverWantsChangesAndEndWhenOneRejects() {
    RunDriver run =
        steward.driver().start(Charters.withThreshold("approvals", "0.60"), Charters.CREDIT_DATA);

    answerApprovals(run, "changes");
    answerApprovals(run, "reject");

    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.results("select-model")).hasSize(2).doesNotHaveDuplicates();
    assertThat(run.ledger("dossier-assembled")).hasSize(2);
    assertThat(run.results("package-model")).isEmpty();
  }

  /** One approver answers so, the other approves: both are asked before anything is decided. */
  private static void answerApprovals(RunDriver run, String decision) {
    UserTask first = People.agreeUntil(run, "approve-model");
    run.complete(
        first, People.person(first), Map.of("decision", decision, "comment", "Not like this."));
    People.agree(run, run.awaitTask("approve-model"));
  }

  @Test
  void shouldReleaseNothingWhenTheServingObjectiveIsMissed() {
    RunDriver run = steward.driver().start(Charters.unservable("slow"), Charters.CREDIT_DATA);
    UserTask first = People.agreeUntil(run, "approve-model");
    People.agree(run, first);
    People.agree(run, run.awaitTask("approve-model"));

    UserTask failed = run.awaitTask("resolve-deployment");
    run.complete(failed, "engineer", Map.of("decision", "reject", "comment", "Too slow."));

    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.get("/api/models/slow").path("aliases").path("champion").isMissingNode())
        .isTrue();
  }
}
