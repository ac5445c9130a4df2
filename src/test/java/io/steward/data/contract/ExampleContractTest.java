package io.steward.data.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.data.DataFixture;
import io.steward.data.Snapshot;
import io.steward.data.contract.RuleResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleContractTest {
  @TempDir Path folder;

  @Test
  void shouldBeKeptByTheExampleDataWhenAgreedOn() throws Exception {
    String yaml = Files.readString(DataFixture.GERMAN_CREDIT.resolveSibling("contract.yaml"));
    DataContract contract =
        switch (ContractReader.read(yaml)) {
          case ContractResult.Valid(DataContract valid) -> valid;
          case ContractResult.Faulty(List<ContractFault> faults) ->
              throw new AssertionError(faults.toString());
        };
    List<RuleResult> results;
    try (DataFixture data = new DataFixture(folder, 2)) {
      Snapshot snapshot = data.credit();
      results =
          new ContractChecker(data.store, data.engine, Duration.ofSeconds(10))
              .check(
                  contract,
                  snapshot,
                  data.profile(snapshot),
                  Set.of(),
                  Instant.parse("2026-01-01T00:00:00Z"));
    }

    assertThat(contract.agreed()).isTrue();
    assertThat(contract.confidential()).containsExactly("personal_status", "age", "foreign_worker");
    assertThat(results)
        .filteredOn(result -> result.outcome() != Outcome.PASSED)
        .singleElement()
        .satisfies(text -> assertThat(text.id()).isEqualTo("text"));
  }
}
