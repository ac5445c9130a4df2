package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.platform.ChildName;
import io.steward.training.Selection;
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
