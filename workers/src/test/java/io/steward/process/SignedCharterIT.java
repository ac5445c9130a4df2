package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.process.Incidents.Incident;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nobody can lower a threshold that was signed, by changing a variable in Operate. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SignedCharterIT {
  private final RunningSteward steward;

  SignedCharterIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldNotOpenTheHoldoutWhenTheCharterWasChangedAfterTheSignOff() {
    RunDriver run =
        steward.driver().start(Charters.withThreshold("lowered", "0.60"), Charters.CREDIT_DATA);
    long instance = Long.parseLong(run.run().substring("run-".length()));
    run.decide("sign-off-problem", "owner", "approve");
    run.awaitResult("select-model");
    Digest signed = digest("0.60");
    Digest lowered = stored("0.50");
    steward.setVariable(instance, "charterDigest", lowered.toString());

    JsonNode refusal =
        await("the refusal of " + run.run())
            .atMost(Duration.ofMinutes(5))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> run.ledger("charter-refused"), refusals -> !refusals.isEmpty())
            .getFirst();

    assertThat(refusal.path("facts").path("signed").asText()).isEqualTo(signed.toString());
    assertThat(refusal.path("facts").path("used").asText()).isEqualTo(lowered.toString());
    assertThat(refusal.path("facts").path("differences").path(0).asText())
        .isEqualTo("success.primary.threshold is 0.5, signed was 0.6");
    assertThat(run.ledger("holdout-opened")).isEmpty();
    assertThat(run.ledger("gate-decided")).isEmpty();
    Incident incident = incident(instance);
    assertThat(incident.message())
        .contains("success.primary.threshold is 0.5, signed was 0.6")
        .contains("Set charterDigest back to the signed digest")
        .doesNotContain("\tat ");

    steward.setVariable(instance, "charterDigest", signed.toString());
    steward.setVariable(incident.processInstanceKey(), "charterDigest", signed.toString());
    steward.incidents().resolve(incident);
    run.awaitResult("compare-with-champion");
    await("the gate of " + run.run())
        .atMost(Duration.ofMinutes(5))
        .until(() -> !run.ledger("gate-decided").isEmpty());
    JsonNode facts = run.ledger("gate-decided").getFirst().path("facts");
    assertThat(facts.path("charter").asText()).isEqualTo(signed.toString());
    assertThat(facts.path("decision").asText()).isEqualTo("evaluation-gate");
    assertThat(facts.path("version").asInt()).isPositive();
    assertThat(facts.path("rule").asText()).startsWith("evaluation-gate-rule-");
    assertThat(run.ledger("gate-refused")).isEmpty();
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  /** The stage that waits for a person in Operate. */
  private Incident incident(long run) {
    return await("an incident")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> stageIncidents(run), incidents -> !incidents.isEmpty())
        .getFirst();
  }

  private List<Incident> stageIncidents(long run) {
    return steward.incidents().open().stream()
        .filter(incident -> incident.message().contains(RunId.ofInstance(run).value()))
        .toList();
  }

  private static Charter charter(String threshold) {
    return switch (CharterReader.read(Charters.withThreshold("lowered", threshold))) {
      case CharterResult.Valid(Charter charter, Digest ignored) -> charter;
      case CharterResult.Faulty(var faults) -> throw new AssertionError(faults);
    };
  }

  private static Digest digest(String threshold) {
    return Json.digest(charter(threshold));
  }

  private Digest stored(String threshold) {
    try (MinioArtifactStore store = steward.store()) {
      return store.put(Json.bytes(charter(threshold)), "application/json");
    }
  }
}
