package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steward.artifact.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {
  @Test
  void shouldReadBothForms() {
    assertThat(ModelRef.parse("models:/credit-risk/12"))
        .isEqualTo(ModelRef.version("credit-risk", 12))
        .hasToString("models:/credit-risk/12");
    assertThat(ModelRef.parse("models:/credit-risk@champion"))
        .isEqualTo(ModelRef.alias("credit-risk", "champion"))
        .hasToString("models:/credit-risk@champion");
  }

  @Test
  void shouldBeATextInJson() {
    ModelRef ref = ModelRef.alias("churn", "challenger");

    assertThat(Json.text(ref)).isEqualTo("\"models:/churn@challenger\"");
    assertThat(Json.read(Json.bytes(ref), ModelRef.class)).isEqualTo(ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "credit-risk",
        "models:/",
        "models:/credit-risk",
        "models:/credit-risk/0",
        "models:/credit-risk/01",
        "models:/credit-risk/-1",
        "models:/credit-risk/9999999999",
        "models:/Credit/1",
        "models:/a/../b/1",
        "models:/a@",
        "models:/a@b@c",
        "models:/a@b/1",
        "models://a/1"
      })
  void shouldRefuseOtherForms(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ModelRef.parse(text));
  }
}
