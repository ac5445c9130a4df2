package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.tasklist.UserTask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A model that is not good enough sends its run back, each time to do something else. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class WaysBackIT {
  private final RunningSteward steward;

  WaysBackIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldAskThePersonOnlyWhenAllWaysBackAreUsedUp() {
    RunDriver run = steward.driver().start(Charters.unreachable("ways-back"), Charters.CREDIT_DATA);

    UserTask data = People.agreeUntil(run, "review-data");
    run.awaitSeen(
        data,
        form -> {
          assertThat(String.valueOf(form.get("proposals"))).contains("stage=data");
          // The same file was collected again, so there is no more of what was asked for.
          assertThat(String.valueOf(form.get("dataFindings")))
              .contains("The last evaluation proposed", "no more than the last (1000)");
        });
    run.complete(
        data, "steward", Map.of("decision", "accept", "comment", "There are no more rows."));
    UserTask revision = People.agreeUntil(run, "revise-charter");
    run.awaitSeen(
        revision,
        form -> {
          assertThat(String.valueOf(form.get("charterText")))
              .startsWith("# The evaluation sent this run back: The primary metric is missed")
              .contains("was signed.");
          assertThat(String.valueOf(form.get("proposals"))).contains("stage=problem");
        });
    run.complete(revision, "engineer", Map.of("decision", "submit", "comment", ""));
    UserTask review = People.agreeUntil(run, "review-evaluation");

    List<JsonNode> gates = run.ledger("gate-decided").stream().map(e -> e.path("facts")).toList();
    assertThat(gates).extracting(gate -> gate.path("loops").asInt()).containsExactly(0, 1, 2, 3);
    assertThat(gates)
        .extracting(gate -> gate.path("outcome").asText())
        .containsExactly("features", "data", "problem", "review");
    assertThat(gates)
        .allSatisfy(
            gate ->
                assertThat(gate.path("inputs").path("primaryVerdict").asText())
                    .isEqualTo("missed"));
    assertThat(gates)
        .extracting(gate -> gate.path("rule").asText())
        .containsExactly(
            "evaluation-gate-rule-4",
            "evaluation-gate-rule-5",
            "evaluation-gate-rule-6",
            "evaluation-gate-rule-2");
    assertThat(gates)
        .allSatisfy(
            gate -> {
              assertThat(gate.path("version").asInt()).isPositive();
              assertThat(gate.path("inputs").path("unsaid").asInt()).isZero();
              assertThat(gate.path("proposals").asText()).startsWith("sha256:");
            });
    assertThat(run.ledger("gate-refused")).isEmpty();
    // The second round's recipe says what it took over from the first one's evaluation.
    assertThat(run.page("/runs/" + run.run())).contains("The last evaluation proposed so");
    // Each round plans a wave at least, and then that there is nothing more to try.
    assertThat(run.results("plan-candidates"))
        .hasSizeGreaterThanOrEqualTo(8)
        .doesNotHaveDuplicates();
    assertThat(run.results("fit-features")).hasSize(4).doesNotHaveDuplicates();
    assertThat(run.results("select-model")).hasSize(4).doesNotHaveDuplicates();
    assertThat(run.ledger("holdout-opened"))
        .extracting(entry -> entry.path("facts").path("opening").asInt())
        .containsExactly(1, 2, 3, 4);
    assertThat(run.ledger("holdout-opened"))
        .extracting(entry -> entry.path("facts").path("warning").asText().isEmpty())
        .containsExactly(true, false, false, false);
    run.awaitSeen(
        review,
        form -> {
          assertThat(String.valueOf(form.get("gateResult"))).contains("ways back are used up");
          assertThat(form.get("loops")).isEqualTo(3);
          assertThat(form.get("holdoutOpenings")).isEqualTo(4);
          assertThat(String.valueOf(form.get("evaluationWords"))).contains("opened 4 times");
        });
    run.complete(review, "validator", Map.of("decision", "reject", "comment", "Not good enough."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.view().path("reason").asText()).contains("Not good enough.");
  }
}
