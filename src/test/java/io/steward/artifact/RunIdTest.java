package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
  @Test
  void shouldNameTheInstanceThatCarriesTheRun() {
    RunId run = RunId.ofInstance(2251799813685251L);

    assertThat(run).hasToString("run-2251799813685251");
    assertThat(RunId.parse("run-2251799813685251")).isEqualTo(run);
    assertThat(Json.text(run)).isEqualTo("\"run-2251799813685251\"");
    assertThat(Json.read(Json.bytes(run), RunId.class)).isEqualTo(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run-", "7", "run-../x", "run-A", "run-a/b", "run-a.json"})
  void shouldRefuseWhatWouldNotBeAFolder(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunId.parse(text))
        .withMessageContaining("run-2251799813685251");
  }
}
