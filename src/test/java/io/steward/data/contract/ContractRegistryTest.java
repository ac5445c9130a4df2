package io.steward.data.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.InMemoryArtifactStore;
import io.steward.data.contract.ContractRegistry.ContractVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ContractRegistryTest {
  private final ContractRegistry registry =
      new ContractRegistry(
          new InMemoryArtifactStore(),
          Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void shouldMakeAVersionOnlyWhenTheTextDiffersFromTheLatest() {
    ContractVersion first = registry.register("credit", "a: 1", "steward");
    ContractVersion again = registry.register("credit", "a: 1", "engineer");
    ContractVersion second = registry.register("credit", "a: 2", "engineer");
    ContractVersion back = registry.register("credit", "a: 1", "steward");

    assertThat(again).isEqualTo(first);
    assertThat(second.version()).isEqualTo(2);
    assertThat(back.version()).isEqualTo(3);
    assertThat(back.text()).isEqualTo(first.text());
    assertThat(registry.latest("credit")).contains(back);
    assertThat(registry.text(registry.version("credit", 2).orElseThrow())).isEqualTo("a: 2");
    assertThat(registry.latest("churn")).isEmpty();
  }
}
