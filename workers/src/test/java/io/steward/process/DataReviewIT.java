package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.tasklist.UserTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a data steward can do about data that needs a person's judgement. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DataReviewIT {
  private final RunningSteward steward;

  DataReviewIT(RunningSteward steward) {
    this.steward = steward;
  }

  /** The flagship's data with a column that was filled in when the outcome was known. */
  private static Path leaking(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Charters.CREDIT_DATA)) {
      String last = line.substring(line.lastIndexOf(',') + 1);
      lines.add(
          switch (last) {
            case "class" -> "closing_reason," + line;
            case "good" -> "paid," + line;
            default -> "written off," + line;
          });
    }
    return Files.write(folder.resolve("leaking.csv"), lines);
  }

  @Test
  void shouldGoOnWithoutTheColumnsWhenTheStewardDropsThem(@TempDir Path folder) throws IOException {
    RunDriver run =
        steward
            .driver()
            .start(Charters.credit("dropping"), leaking(folder), Charters.CREDIT_CONTRACT);
    run.decide("sign-off-problem", "owner", "approve");

    UserTask review = run.awaitTask("review-data");
    run.awaitSeen(
        review,
        form -> {
          assertThat(form.get("learnability")).isEqualTo("doubtful");
          assertThat(String.valueOf(form.get("learnabilityReasons"))).contains("closing_reason");
          assertThat(String.valueOf(form.get("contractInWords"))).contains("(active)", "1 broken");
        });
    run.complete(review, "steward", drop("closing_raison"));
    UserTask again = run.awaitTask("review-data");
    run.awaitSeen(
        again,
        form ->
            assertThat(String.valueOf(form.get("decisionNotice"))).contains("'closing_raison'"));
    run.complete(again, "steward", drop("closing_reason"));

    run.awaitResult("validate-features");
    JsonNode recipe = run.get("/api/runs/" + run.run() + "/data");
    assertThat(recipe.path("dropped").path("columns")).hasSize(1);
    assertThat(recipe.path("learnability").path("verdict").asText()).isEqualTo("LEARNABLE");
    assertThat(recipe.path("learnability").path("leakage")).isEmpty();
    assertThat(recipe.path("check").path("contract").path("origin").asText()).isEqualTo("CHARTER");
    assertThat(run.ledger("columns-dropped"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("actor").asText()).isEqualTo("steward");
              assertThat(entry.path("facts").path("columns").path(0).asText())
                  .isEqualTo("closing_reason");
              assertThat(entry.path("facts").path("reason").asText()).contains("afterwards");
            });
    assertThat(run.ledger("readiness-decided"))
        .extracting(entry -> entry.path("facts").path("outcome").asText())
        .containsExactly("review", "ready");
    assertThat(run.page("/runs/" + run.run() + "/data"))
        .contains("Can it be learned?", "closing_reason", "<svg", "instalment-is-plausible");
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  @Test
  void shouldAskAPersonWhenARuleOfTheContractIsBroken() throws IOException {
    RunDriver run = steward.driver();
    String strict =
        Files.readString(Charters.CREDIT_CONTRACT).replace("maximum: 120", "maximum: 48");
    run.putContract("strict", strict.replace("kind: DataContract", "kind: Letter"), "steward", 422);
    run.putContract("strict", strict, "validator", 403);
    assertThat(run.putContract("strict", strict, "steward", 201).path("version").asInt())
        .isEqualTo(1);

    run.start(Charters.credit("strict"), Charters.CREDIT_DATA);
    run.decide("sign-off-problem", "owner", "approve");
    UserTask review = run.awaitTask("review-data");
    run.awaitSeen(
        review,
        form -> {
          assertThat(form.get("reviewFindings")).isEqualTo(1);
          assertThat(String.valueOf(form.get("dataFindings"))).contains("duration-range");
        });
    run.complete(review, "steward", Map.of("decision", "accept", "comment", ""));
    UserTask again = run.awaitTask("review-data");
    run.awaitSeen(
        again,
        form -> assertThat(String.valueOf(form.get("decisionNotice"))).contains("needs a comment"));
    run.complete(again, "steward", Map.of("decision", "accept", "comment", "Long loans are real."));

    run.awaitResult("split-data");
    assertThat(run.ledger("decision"))
        .anySatisfy(
            entry ->
                assertThat(entry.path("facts").path("comment").asText())
                    .isEqualTo("Long loans are real."));
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  private static Map<String, Object> drop(String columns) {
    return Map.of("decision", "drop", "comment", "Only known afterwards.", "dropColumns", columns);
  }
}
