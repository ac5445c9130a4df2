package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  /** FIPS 180-4, example of SHA-256. */
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void shouldMatchTheReferenceValue(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");

    assertThat(Digest.of("abc")).hasToString(ABC).isEqualTo(Digest.of(file));
    assertThat(Digest.parse(ABC)).isEqualTo(Digest.of("abc"));
    assertThat(Digest.of("abc").shortForm()).isEqualTo("ba7816bf8f01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "sha256:", "sha256:12", "sha512:ba7816bf", "ba7816bf8f01"})
  void shouldRefuseOtherForms(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
  }

  @Test
  void shouldRefuseUpperCaseSoThatOneDigestHasOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Digest.parse("sha256:" + ABC.substring(7).toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void shouldBeATextInJson() {
    assertThat(Json.text(Digest.of("abc"))).isEqualTo('"' + ABC + '"');
    assertThat(Json.read(Json.bytes(ABC), Digest.class)).isEqualTo(Digest.of("abc"));
  }
}
