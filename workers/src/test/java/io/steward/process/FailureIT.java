package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.platform.ChildName;
import io.steward.process.Incidents.Incident;
import io.steward.tasklist.UserTask;
import io.steward.training.Selection;
import io.steward.workers.job.JobFailureMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What breaks down under a run, and that the run goes on from where it was. */
@ExtendWith(PlatformExtension.class)
@Isolated("Kills processes that every other test needs")
class FailureIT {
  private final RunningSteward steward;

  FailureIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldTrainTheSameModelWhenTheApplicationIsKilledInTheMiddle() {
    String charter = Charters.manyCandidates("killed");
    Digest undisturbed = modelOf(trained(steward.driver().start(charter, Charters.CREDIT_DATA)));

    RunDriver run = steward.driver().start(charter, Charters.CREDIT_DATA);
    run.decide("sign-off-problem", "owner", "approve");
    run.awaitResult("train-candidate");
    steward.kill(ChildName.APPLICATION);
    steward.up();

    assertThat(run.finished("select-model")).as("killed in the middle").isZero();
    assertThat(modelOf(run)).isEqualTo(undisturbed);
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  /** The tries and their pauses take a while: the build sets short ones for these tests. */
  @Test
  void shouldRaiseAnIncidentThatAPersonCanResolveWhenTheStoreStaysAway() {
    RunDriver run = steward.driver().start(Charters.credit("storeless"), Charters.CREDIT_DATA);
    UserTask signOff = run.awaitTask("sign-off-problem");
    long stage = Long.parseLong(signOff.processInstanceKey());

    steward.kill(ChildName.STORE);
    run.complete(signOff, "owner", Map.of("decision", "approve", "comment", "Go on."));

    Incident incident = awaitIncident(stage);
    assertThat(incident.type()).isEqualTo("JOB_NO_RETRIES");
    assertThat(incident.message())
        .contains("object store at http://127.0.0.1:")
        .contains("connection refused")
        .contains("./steward up")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    for (int left = JobFailureMapper.TRIES - 1; left >= 0; left--) {
      assertThat(steward.log(ChildName.APPLICATION))
          .contains(
              "Job " + incident.jobKey() + " (record-decision) failed, " + left + " tries left");
    }
    steward.up();
    steward.incidents().resolve(incident);
    assertThat(run.awaitResult("collect-data")).isNotNull();
    await("the incident is gone")
        .atMost(Duration.ofMinutes(1))
        .until(() -> steward.incidents().of(stage).isEmpty());
    assertThat(run.ledger("decision")).as("recorded once").hasSize(1);
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  private Incident awaitIncident(long processInstanceKey) {
    return await("an incident")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> steward.incidents().of(processInstanceKey), incidents -> !incidents.isEmpty())
        .getFirst();
  }

  private static RunDriver trained(RunDriver run) {
    run.decide("sign-off-problem", "owner", "approve");
    run.awaitResult("select-model");
    run.cancel();
    return run;
  }

  private Digest modelOf(RunDriver run) {
    Digest selection = run.awaitResult("select-model");
    try (MinioArtifactStore store = steward.store()) {
      return Objects.requireNonNull(Json.read(store.get(selection), Selection.class).best().onnx());
    }
  }
}
