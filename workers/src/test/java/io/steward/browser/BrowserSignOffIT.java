package io.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.process.Charters;
import io.steward.process.PlatformExtension;
import io.steward.process.RunDriver;
import io.steward.process.RunningSteward;
import io.steward.tasklist.TaskQuery;
import io.steward.tasklist.TasklistClient;
import io.steward.tasklist.UserTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signs a problem off and extends a budget as the owner does: in the browser, on the form. */
@ExtendWith(PlatformExtension.class)
class BrowserSignOffIT extends BrowserTest {
  BrowserSignOffIT(RunningSteward steward) {
    super(steward);
  }

  @Test
  void shouldGoOnWhenTheOwnerApprovesOnTheForm() {
    RunDriver run = steward.driver().start(Charters.credit("browser"), Charters.CREDIT_DATA);
    UserTask task = run.awaitTask("sign-off-problem");
    Map<String, Object> variables =
        run.awaitSeen(
            task,
            form ->
                assertThat(form)
                    .containsKeys("title", "charterDigest", "charterSummary", "riskTier"));

    pages.logIn("owner").openTask(task.id());
    pages
        .expect(String.valueOf(variables.get("title")))
        .expect(String.valueOf(variables.get("charterDigest")))
        .expect("Must reach")
        .expect("Risk tier: limited");
    assertThat(pages.shown()).doesNotContain("{{", "null");
    pages.assignToMe().choose("Approve").complete();

    JsonNode decision = awaitDecision(run, "sign-off-problem");
    assertThat(decision.path("actor").asText()).isEqualTo("owner");
    assertThat(decision.path("facts").path("decision").asText()).isEqualTo("approve");
    assertThat(decision.path("facts").path("subject").asText())
        .isEqualTo(variables.get("charterDigest"));
    UserTask next = run.awaitAnyTask(List.of("review-data", "review-evaluation", "approve-model"));
    assertThat(next.taskDefinitionId()).isNotEqualTo("sign-off-problem");
  }

  @Test
  void shouldStartARunWhenAnEngineerFillsInTheStartForm() {
    String charter = Charters.credit("browser-started");
    TasklistClient tasklist = new TasklistClient(steward.tasklist(), "owner", "owner");

    pages
        .logIn("engineer")
        .openStartForm("MlLifecycleProcess")
        .write("Charter as text", charter)
        .write("Your user name", "engineer")
        .start();

    UserTask task =
        await("sign-off of the started run")
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(300))
            .until(
                () -> tasklist.search(TaskQuery.openWith("modelName", "browser-started")),
                found -> !found.isEmpty())
            .getFirst();
    assertThat(task.taskDefinitionId()).isEqualTo("sign-off-problem");
    assertThat(tasklist.variables(task.id()))
        .containsEntry("requestedBy", "engineer")
        .containsEntry("charterText", charter);
  }

  @Test
  void shouldGrantWhatTheOwnerFillsInWhenTheBudgetIsUsedUp() {
    RunDriver run =
        steward
            .driver()
            .start(
                Charters.budgeted("browser-budget", "training-time: PT1S", "money: 5"),
                Charters.CREDIT_DATA);
    run.decide("sign-off-problem", "owner", "approve");
    UserTask task = run.awaitAnyTask(List.of("review-data", "extend-budget"));
    if (task.taskDefinitionId().equals("review-data")) {
      run.decide("review-data", "steward", "accept");
      task = run.awaitTask("extend-budget");
    }
    Map<String, Object> variables =
        run.awaitSeen(task, form -> assertThat(form).containsKeys("budgetLines", "searchDigest"));

    pages.logIn("owner").openTask(task.id());
    pages
        .expect("no time left")
        .expect("Training time in this round")
        .expect("used up")
        .expect("5.00 EUR")
        .expect(String.valueOf(variables.get("searchDigest")));
    assertThat(pages.shown()).doesNotContain("{{", "null");
    pages
        .assignToMe()
        .choose("Extend")
        .pick("Additional time", "15 minutes")
        .write("Additional money", "2.5")
        .write("Reason", "The data is worth it.")
        .picture(Path.of("target/extend-budget.png"))
        .complete();

    JsonNode facts = awaitDecision(run, "extend-budget").path("facts");
    assertThat(facts.path("decision").asText()).isEqualTo("extend");
    assertThat(facts.path("additionalTime").asText()).isEqualTo("PT15M");
    assertThat(facts.path("additionalMoney").asText()).isEqualTo("2.5");
    assertThat(facts.path("additionalCandidates").asText()).isEqualTo("0");
    assertThat(facts.path("comment").asText()).isEqualTo("The data is worth it.");
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  /** The ledger's entry of the decision on this task, as soon as it is there. */
  private static JsonNode awaitDecision(RunDriver run, String userTask) {
    return await("decision on " + userTask)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> decision(run, userTask), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<JsonNode> decision(RunDriver run, String userTask) {
    return StreamSupport.stream(run.view().path("events").spliterator(), false)
        .filter(event -> event.path("type").asText().equals("decision"))
        .filter(event -> event.path("facts").path("userTask").asText().equals(userTask))
        .findFirst();
  }
}
