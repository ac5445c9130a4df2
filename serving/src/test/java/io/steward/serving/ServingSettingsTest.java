package io.steward.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.StoreException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingSettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "STEWARD_STORE_ENDPOINT", "http://127.0.0.1:9000",
              "STEWARD_STORE_ACCESS_KEY", "access",
              "STEWARD_STORE_SECRET_KEY", "top-secret",
              "STEWARD_PUBLIC_KEY", "key.pem"));

  @Test
  void shouldBindToLoopbackAndKeepAdminClosedByDefault() {
    ServingSettings settings = ServingSettings.of(environment);

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8090);
    assertThat(settings.adminToken()).isNull();
  }

  @Test
  void shouldNameAllFaultsAtOnce() {
    environment.remove("STEWARD_STORE_ENDPOINT");
    environment.put("STEWARD_SERVING_PORT", "many");
    environment.put("STEWARD_SERVING_ADMIN_TOKEN", "short");

    assertThatThrownBy(() -> ServingSettings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STEWARD_STORE_ENDPOINT is not set")
        .hasMessageContaining("STEWARD_SERVING_PORT is 'many'")
        .hasMessageContaining("STEWARD_SERVING_ADMIN_TOKEN is shorter than 16");
  }

  @Test
  void shouldNotShowSecrets() {
    environment.put("STEWARD_SERVING_ADMIN_TOKEN", "a-very-long-admin-token");

    assertThat(ServingSettings.of(environment).toString())
        .doesNotContain("top-secret")
        .doesNotContain("a-very-long-admin-token");
  }

  /** What the module leaves off its class path must not be what the store's client needs. */
  @Test
  void shouldReachForTheStoreWithWhatIsOnTheClassPath() {
    environment.put("STEWARD_STORE_ENDPOINT", "http://127.0.0.1:1");
    ServingSettings settings = ServingSettings.of(environment);

    assertThatThrownBy(() -> new MinioArtifactStore(settings.store()))
        .isInstanceOf(StoreException.class);
  }
}
