package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.tasklist.UserTask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every way through the main process, each with a run of its own. */
@ExtendWith(PlatformExtension.class)
class LifecycleIT {
  private final RunningSteward steward;

  LifecycleIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldServeAModelWhenEveryoneApproves() {
    RunDriver run = steward.driver().start(Charters.credit("approved"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "owner", "approve");
    approveEverything(run);

    assertThat(run.awaitOutcome()).isEqualTo("live");
    JsonNode model = run.get("/api/models/approved");
    assertThat(model.path("aliases").path("champion").asInt()).isEqualTo(1);
    assertThat(steward.isServed("approved")).isTrue();
  }

  @Test
  void shouldAskAgainWhenTheOwnerWantsChanges() {
    RunDriver run = steward.driver().start(Charters.credit("changed"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "owner", "changes");
    UserTask revise = run.awaitTask("revise-charter");
    String revised = Charters.credit("changed").replace("threshold: 0.70", "threshold: 0.71");
    run.complete(
        revise,
        "engineer",
        Map.of("decision", "submit", "charterText", revised, "comment", "Raised the bar."));
    UserTask again = run.awaitTask("sign-off-problem");
    assertThat(String.valueOf(run.sees(again).get("charterText"))).contains("threshold: 0.71");
    run.complete(again, "owner", Map.of("decision", "reject", "comment", "Not this year."));

    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }

  @Test
  void shouldEndWhenMachineLearningDoesNotSuitTheProblem() {
    RunDriver run = steward.driver().start(Charters.simpleRule("simple"), Charters.CREDIT_DATA);

    assertThat(run.awaitOutcome()).isEqualTo("not-an-ml-problem");
  }

  @Test
  void shouldNotCountADecisionOfSomebodyWithoutTheRole() {
    RunDriver run = steward.driver().start(Charters.credit("wrong-role"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "engineer", "approve");

    UserTask again = run.awaitTask("sign-off-problem");
    assertThat(String.valueOf(run.sees(again).get("decisionNotice"))).contains("engineer");
    run.complete(again, "owner", Map.of("decision", "reject", "comment", "Test is over."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.view().toString()).contains("decision-denied");
  }

  @Test
  void shouldLoopBackAndThenAskAPersonWhenTheGateFails() {
    RunDriver run =
        steward.driver().start(Charters.unreachable("unreachable"), Charters.CREDIT_DATA);

    run.decide("sign-off-problem", "owner", "approve");
    UserTask review = null;
    while (review == null) {
      UserTask next =
          run.awaitAnyTask(List.of("review-evaluation", "sign-off-problem", "review-data"));
      switch (next.taskDefinitionId()) {
        case "review-evaluation" -> review = next;
        case "review-data" ->
            run.complete(next, "steward", Map.of("decision", "accept", "comment", "Known."));
        default ->
            run.complete(next, "owner", Map.of("decision", "approve", "comment", "Still wanted."));
      }
    }
    assertThat(run.sees(review).get("loops"))
        .isInstanceOfSatisfying(
            Number.class, loops -> assertThat(loops.intValue()).isGreaterThanOrEqualTo(1));
    run.complete(review, "validator", Map.of("decision", "reject", "comment", "Out of reach."));

    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }

  private static void approveEverything(RunDriver run) {
    while (run.isRunning()) {
      UserTask next =
          run.awaitAnyTaskOrEnd(List.of("approve-model", "review-data", "review-evaluation"));
      if (next == null) {
        return;
      }
      String group = next.groups().isEmpty() ? "" : next.groups().getFirst();
      String person =
          switch (group) {
            case "business-owner" -> "owner";
            case "validator" -> "validator";
            default -> "steward";
          };
      String decision =
          switch (next.taskDefinitionId()) {
            case "review-data" -> "accept";
            case "review-evaluation" -> "pass";
            default -> "approve";
          };
      run.complete(next, person, Map.of("decision", decision, "comment", "Looks right."));
    }
  }
}
