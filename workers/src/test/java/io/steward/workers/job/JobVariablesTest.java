package io.steward.workers.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobVariablesTest {
  private static final Digest DIGEST = Digest.of("x");

  record Request(RunId runId, Digest charterDigest, @Nullable Digest sourceDigest, int loops) {}

  record Response(@Nullable Integer rolledBackTo, List<String> names) {}

  @Test
  void shouldReadTypedValuesWhenVariablesAreThere() {
    Request request =
        JobVariables.read(
            "{\"runId\":\"run-1\",\"charterDigest\":\"" + DIGEST + "\",\"loops\":2,\"more\":1}",
            Request.class,
            "fit-features");

    assertThat(request).isEqualTo(new Request(RunId.parse("run-1"), DIGEST, null, 2));
  }

  @Test
  void shouldNameAllMissingVariablesAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobVariables.read("{\"runId\":null}", Request.class, "fit-features"))
        .withMessageContaining("fit-features")
        .withMessageContaining("runId, charterDigest, loops");
  }

  @Test
  void shouldSayWhichVariableCannotBeRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JobVariables.read(
                    "{\"runId\":\"run-1\",\"charterDigest\":\"abc\",\"loops\":2}",
                    Request.class,
                    "fit-features"))
        .withMessageContaining("Not a digest: 'abc'");
  }

  @Test
  void shouldWriteNullsSoThatOldValuesDoNotStay() {
    assertThat(JobVariables.write(new Response(null, List.of("a"))))
        .isEqualTo("{\"rolledBackTo\":null,\"names\":[\"a\"]}");
  }

  @Test
  void shouldFetchExactlyTheComponents() {
    assertThat(JobVariables.names(Request.class))
        .containsExactly("runId", "charterDigest", "sourceDigest", "loops");
    assertThat(JobVariables.required(Request.class))
        .containsExactly("runId", "charterDigest", "loops");
  }
}
