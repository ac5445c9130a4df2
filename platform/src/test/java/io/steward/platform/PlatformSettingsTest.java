package io.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformSettingsTest {

  @TempDir private Path home;

  @BeforeEach
  void makeProject() throws IOException {
    Files.createDirectories(home.resolve("platform/opensearch"));
    Files.createFile(home.resolve("platform/opensearch/pom.xml"));
  }

  @Test
  void shouldFindTheProjectWhenStartedInASubfolder() throws IOException {
    Path deep = Files.createDirectories(home.resolve("workers/src"));

    PlatformSettings settings = PlatformSettings.from(Map.of(), deep);

    assertThat(settings.home()).isEqualTo(home);
    assertThat(settings.data()).isEqualTo(home.resolve(".steward"));
    assertThat(settings.ports().webapps()).isEqualTo(8080);
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoProject() {
    assertThatThrownBy(() -> PlatformSettings.from(Map.of(), home.getRoot()))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("STEWARD_HOME");
  }

  @Test
  void shouldTakeDataAndPortsFromTheEnvironmentWhenTheyAreGiven() {
    Map<String, String> environment =
        Map.of("STEWARD_DATA", "elsewhere", "STEWARD_PORT_OFFSET", "100");

    PlatformSettings settings = PlatformSettings.from(environment, home);

    assertThat(settings.data()).isEqualTo(home.resolve("elsewhere"));
    assertThat(settings.ports().grpc()).isEqualTo(26_600);
    assertThat(settings.ports().modelServer()).isEqualTo(8190);
  }

  @Test
  void shouldRefuseAPortOffsetWhenItIsNoUsableNumber() {
    assertThatThrownBy(() -> PlatformSettings.from(Map.of("STEWARD_PORT_OFFSET", "many"), home))
        .hasMessageContaining("'many', which is not a number");
    assertThatThrownBy(() -> Ports.offset(60_000)).hasMessageContaining("STEWARD_PORT_OFFSET");
  }

  @Test
  void shouldHandOutDifferentPortsWhenAskedForFreeOnes() {
    Ports ports = Ports.free();

    assertThat(
            IntStream.of(
                ports.grpc(),
                ports.rest(),
                ports.webapps(),
                ports.openSearch(),
                ports.store(),
                ports.application(),
                ports.modelServer()))
        .doesNotHaveDuplicates()
        .allMatch(port -> port > 1023);
  }

  @Test
  void shouldNameTheStoresWhenAnUnknownOneIsAskedFor() {
    assertThat(StoreKind.parse("minio")).isEqualTo(StoreKind.MINIO);
    assertThatThrownBy(() -> StoreKind.parse("ceph")).hasMessageContaining("--store s3proxy");
  }
}
