package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.bundle.Predictions;
import io.steward.deployment.ModelServerClient;
import io.steward.platform.StoreKind;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** The whole lifecycle on a real MinIO server, as {@code ./steward up --store minio} starts it. */
@Order(Integer.MAX_VALUE) // Anything after it would have to start the shared platform again.
@Isolated("Takes the place of the platform that the other tests share")
@EnabledIf(
    value = "canStartMinio",
    disabledReason =
        "There is neither a minio binary (STEWARD_MINIO, PATH or cache) nor Go to build one.")
class MinioLifecycleIT {
  private static final String MODEL = "on-minio";

  @RegisterExtension
  static final PlatformExtension PLATFORM = PlatformExtension.on(StoreKind.MINIO);

  private final RunningSteward steward;

  MinioLifecycleIT(RunningSteward steward) {
    this.steward = steward;
  }

  static boolean canStartMinio() {
    return StoreKind.MINIO.canBeStarted();
  }

  @Test
  void shouldServeAModelWhenEverythingLiesOnAMinioServer() {
    RunDriver run =
        steward.driver().start(Charters.withThreshold(MODEL, "0.60"), Charters.CREDIT_DATA);

    assertThat(People.agreeToTheEnd(run)).isEqualTo("live");

    try (ModelServerClient server = steward.modelServer()) {
      Predictions answers = server.infer(MODEL, StrangeRows.of(server, MODEL, 3, 0));
      assertThat(answers.labels()).hasSize(3).containsAnyOf("good", "bad");
    }
    assertThat(steward.serverOfStore()).isEqualTo("MinIO");
  }
}
