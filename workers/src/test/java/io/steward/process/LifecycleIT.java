package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.tasklist.UserTask;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
}
