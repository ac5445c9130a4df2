package io.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir private Path data;

  @Test
  void shouldLetOnlyTheOwnerReadWhenSecretsAreMade() throws IOException {
    Secrets secrets = Secrets.in(data);

    try (Stream<Path> files = Files.list(secrets.folder())) {
      assertThat(files.toList())
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void shouldKeepTheSecretsWhenTheyAreReadAgain() {
    Secrets first = Secrets.in(data);
    Secrets second = Secrets.in(data);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldMakeANewSecretWhenAFileWasCutShort() throws IOException {
    Secrets first = Secrets.in(data);
    Files.writeString(first.folder().resolve("store-secret-key"), "");

    Secrets second = Secrets.in(data);

    assertThat(second.storeSecretKey()).hasSize(40).isNotEqualTo(first.storeSecretKey());
  }

  @Test
  void shouldNotShowSecretsWhenPrinted() {
    Secrets secrets = Secrets.in(data);

    assertThat(secrets.toString())
        .doesNotContain(secrets.storeSecretKey())
        .doesNotContain(secrets.servingAdminToken());
  }
}
