package io.steward.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.StoreException;
import io.steward.workers.config.MissingSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeProcessTest {
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir Path folder;

  @Test
  void shouldSayWhichSecretOfTheStoreIsMissingAndAskForNoOther() {
    assertThatThrownBy(() -> ComputeProcess.start(environment(), all(), folder.resolve("work")))
        .hasRootCauseInstanceOf(MissingSecretException.class)
        .rootCause()
        .hasMessageContaining("STEWARD_STORE_ACCESS_KEY");
    assertThat(folder).as("no key is made").isEmptyDirectory();
  }

  @Test
  void shouldNotStartWhenTheStoreDoesNotAnswer() {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("STEWARD_STORE_ENDPOINT", NOBODY);

    assertThatThrownBy(
            () ->
                ComputeProcess.start(
                    environment,
                    all(),
                    folder.resolve("work"),
                    "--steward.secrets-folder=" + secrets()))
        .hasStackTraceContaining(StoreException.class.getName())
        .hasStackTraceContaining(NOBODY);
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void shouldRefuseJobsThatNeedKeys() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ComputeProcess.start(
                    environment(), List.of("evaluate-holdout"), folder.resolve("work")))
        .withMessageContaining("evaluate-holdout")
        .withMessageContaining("train-candidate");
  }

  private Path secrets() throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("store-access-key"), "key");
    Files.writeString(secrets.resolve("store-secret-key"), "not-a-secret");
    return secrets;
  }

  private static List<String> all() {
    return List.copyOf(ComputeProcess.jobTypes());
  }

  private Map<String, String> environment() {
    Path here = Path.of("").toAbsolutePath();
    Path home = Files.exists(here.resolve("config/application.yaml")) ? here : here.getParent();
    return Map.of("STEWARD_HOME", String.valueOf(home), "STEWARD_DATA", folder.toString());
  }
}
