package io.steward.workers.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.data.SourceLimits;
import io.steward.workers.contract.AllWorkers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void shouldMoveEveryPortByTheOffset() {
    Map<String, Object> properties =
        PlatformEnvironment.properties(Map.of("STEWARD_PORT_OFFSET", "100"));

    assertThat(properties)
        .containsEntry("platform.application-port", 8185)
        .containsEntry("platform.engine-grpc", "http://127.0.0.1:26600")
        .containsEntry("platform.webapps", "http://127.0.0.1:8180")
        .containsEntry("platform.serving-url", "http://127.0.0.1:8190");
  }

  @Test
  void shouldFindAnEngineAndAStoreOnAnotherMachine() {
    assertThat(
            PlatformEnvironment.properties(
                Map.of(
                    "STEWARD_ENGINE_GRPC", "http://engine:26500",
                    "STEWARD_STORE_ENDPOINT", "http://store:9000")))
        .containsEntry("platform.engine-grpc", "http://engine:26500")
        .containsEntry("platform.store-endpoint", "http://store:9000");
  }

  @Test
  void shouldSayWhatAPortOffsetMustBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformEnvironment.properties(Map.of("STEWARD_PORT_OFFSET", "many")))
        .withMessageContaining("STEWARD_PORT_OFFSET is 'many'");
  }

  @Test
  void shouldPreferTheEnvironmentToTheFileWhenASecretIsInBoth() throws IOException {
    Files.writeString(folder.resolve("store-access-key"), "file\n");

    assertThat(new Secrets(folder, Map.of()).get("store-access-key")).isEqualTo("file");
    assertThat(
            new Secrets(folder, Map.of("STEWARD_STORE_ACCESS_KEY", "environment"))
                .get("store-access-key"))
        .isEqualTo("environment");
  }

  @Test
  void shouldSayWhereAMissingSecretBelongs() {
    assertThatThrownBy(() -> new Secrets(folder, Map.of()).get("store-access-key"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(folder.resolve("store-access-key").toString())
        .hasMessageContaining("STEWARD_STORE_ACCESS_KEY");
  }

  @Test
  void shouldRefusePlainPasswordsWhenOthersCanReachTheApplication() throws IOException {
    Users users =
        new Users(
            Map.of(
                "owner",
                new StewardProperties.User("{noop}owner", Set.of("business-owner")),
                "safe",
                new StewardProperties.User("{bcrypt}$2a$10$x", Set.of("auditor"))));

    users.requireSafeFor(InetAddress.getLoopbackAddress());
    assertThatThrownBy(() -> users.requireSafeFor(InetAddress.getByName("0.0.0.0")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("owner")
        .hasMessageNotContaining("safe");
    assertThatThrownBy(() -> users.requireSafeFor(null)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldGiveNoRoleToAnybodyUnknown() {
    Users users =
        new Users(Map.of("owner", new StewardProperties.User("x", Set.of("business-owner"))));

    assertThat(users.roles("owner")).containsExactly("business-owner");
    assertThat(users.roles("stranger")).isEmpty();
    assertThat(users.roles(null)).isEmpty();
  }

  @Test
  void shouldKnowTheVersionOfTheRunningCode() {
    assertThat(CodeVersion.ofRunning().value()).matches("\\d+\\.\\d+\\.\\d+\\+[0-9a-f]{16}");
    assertThat(CodeVersion.ofRunning()).isEqualTo(CodeVersion.ofRunning());
  }

  @Test
  void shouldNameTheLibrariesThatMadeTheModel() {
    assertThat(BuildEnvironment.libraries())
        .containsKeys("smile", "lightgbm4j", "duckdb", "onnxruntime")
        .doesNotContainValue("unknown");
  }

  @Test
  void shouldOpenNoSourceButTheIncomingFolderOfTheStore() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path home = Files.exists(here.resolve("config/application.yaml")) ? here : here.getParent();
    SourceProperties sources = AllWorkers.properties(home).sources();

    assertThat(sources.objects()).containsExactly("s3://steward/incoming/");
    assertThat(sources.hosts()).isEmpty();
    assertThat(sources.innerHosts()).isEmpty();
    assertThat(sources.connections()).isEmpty();
    // What the file says is what holds without it.
    assertThat(sources.limits().toSourceLimits()).isEqualTo(SourceLimits.defaults());
  }
}
