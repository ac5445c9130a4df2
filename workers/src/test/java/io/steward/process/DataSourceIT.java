package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.MinioArtifactStore;
import io.steward.tasklist.UserTask;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Data that the application fetches by itself, on the real platform. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DataSourceIT {
  private final RunningSteward steward;

  DataSourceIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldCollectAnObjectThatOthersPutIntoTheStore() throws IOException {
    try (MinioArtifactStore store = steward.store()) {
      store.putIfAbsent(
          "incoming/credit.csv", Files.readAllBytes(Charters.CREDIT_DATA), "text/csv");
    }
    RunDriver run =
        steward
            .driver()
            .start(
                Charters.fromSource("from-object", "object: s3://steward/incoming/credit.csv"),
                null);

    run.decide("sign-off-problem", "owner", "approve");

    run.awaitResult("validate-features");
    assertThat(run.ledger("data-collected"))
        .singleElement()
        .satisfies(
            entry -> {
              JsonNode facts = entry.path("facts");
              assertThat(facts.path("rows").asInt()).isEqualTo(1000);
              assertThat(facts.path("origin").toString()).contains("incoming/credit.csv");
            });
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  @Test
  void shouldAskTheDataStewardWhenASourceIsNotAllowed() {
    RunDriver run =
        steward
            .driver()
            .start(Charters.fromSource("from-outside", "url: https://example.com/x.csv"), null);

    run.decide("sign-off-problem", "owner", "approve");

    UserTask review = run.awaitTask("review-data");
    run.awaitSeen(
        review,
        form ->
            assertThat(String.valueOf(form.get("dataError")))
                .contains("example.com")
                .contains("steward.sources.hosts")
                .doesNotContain("Exception"));
    run.complete(review, "steward", Map.of("decision", "abandon", "comment", "Not ours."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }
}
