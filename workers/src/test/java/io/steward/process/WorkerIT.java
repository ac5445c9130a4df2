package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.platform.ChildName;
import io.steward.training.Selection;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Further worker processes do what the application leaves to them. */
@ExtendWith(PlatformExtension.class)
@Isolated("Starts the application that every other test needs with other settings")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerIT {
  private static final String LEAVE = "STEWARD_WORKERS_LEAVETOOTHERS";

  private final RunningSteward steward;

  WorkerIT(RunningSteward steward) {
    this.steward = steward;
  }

  @BeforeAll
  void leaveTrainingToOthers() {
    steward.restartApplication(LEAVE, "train-candidate,validate-features");
  }

  @AfterAll
  void leaveNothingToOthers() {
    steward.restartApplication(LEAVE, "");
  }

  @Test
  void shouldTrainTheSameModelInWorkerProcessesWhenOneIsKilledInTheMiddle()
      throws InterruptedException {
    String charter = Charters.manyCandidates("shared-work");
    RunDriver undisturbed = steward.driver().start(charter, Charters.CREDIT_DATA);
    undisturbed.decide("sign-off-problem", "owner", "approve");
    Digest expected;
    try (WorkerProcess worker =
        WorkerProcess.start(
            steward.data(),
            "--jobs",
            "train-candidate,validate-features,assess-learnability,profile-data,fit-features")) {
      expected = modelOf(undisturbed);
      undisturbed.cancel();
      assertThat(worker.stop()).as("ends when it is asked to").isTrue();
      assertThat(worker.log()).contains("takes ").doesNotContain("Exception");
    }
    assertThat(steward.log(ChildName.APPLICATION)).doesNotContain("(train-candidate)");

    RunDriver run = steward.driver().start(charter, Charters.CREDIT_DATA);
    run.decide("sign-off-problem", "owner", "approve");
    try (WorkerProcess first = start()) {
      run.awaitResult("train-candidate");
      JsonNode seen = awaitTrainedBy(run, first);
      assertThat(seen.path("planned").asInt()).isBetween(2, 9);
      assertThat(seen.path("done")).isNotEmpty();
      assertThat(seen.path("done").get(0).path("score").asDouble()).isPositive();
      await("the run page shows it")
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(run.page("/runs/" + run.run()))
                      .contains("Being trained", "http-equiv=\"refresh\"", "/" + first.pid()));
      awaitTrainedBy(run, first);
      first.kill();
    }
    assertThat(run.finished("select-model")).as("killed in the middle").isZero();
    try (WorkerProcess second = start()) {
      awaitTrainedBy(run, second);
      assertThat(modelOf(run)).isEqualTo(expected);
    }
    JsonNode training = run.view().path("training");
    assertThat(training.path("done")).hasSize(9);
    assertThat(training.path("running")).isEmpty();
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  private WorkerProcess start() {
    return WorkerProcess.start(
        steward.data(), "--jobs", "train-candidate,validate-features", "--threads", "1");
  }

  private static JsonNode awaitTrainedBy(RunDriver run, WorkerProcess worker) {
    return await("what the worker trains")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> run.view().path("training"),
            training ->
                training
                    .path("running")
                    .path(0)
                    .path("worker")
                    .asText()
                    .endsWith("/" + worker.pid()));
  }

  private Digest modelOf(RunDriver run) {
    Digest selection = run.awaitResult("select-model");
    try (MinioArtifactStore store = steward.store()) {
      return Objects.requireNonNull(Json.read(store.get(selection), Selection.class).best().onnx());
    }
  }
}
