package io.steward.artifact;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MinioServerArtifactStoreTest extends ArtifactStoreContract {
  @TempDir static Path folder;
  private static @Nullable MinioServer server;
  private static @Nullable MinioArtifactStore store;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> binary = MinioServer.binary();
    Assumptions.assumeTrue(
        binary.isPresent(),
        "No MinIO server here: set STEWARD_MINIO to its binary, or put minio on the PATH.");
    server = MinioServer.start(binary.orElseThrow(), folder);
    // The repeats of the first call wait for the server to be up.
    store =
        new MinioArtifactStore(server.settings(), Duration.ofSeconds(30), 7, Duration.ofMillis(20));
  }

  @AfterAll
  static void stop() throws Exception {
    if (store != null) {
      store.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  ArtifactStore store() {
    return java.util.Objects.requireNonNull(store);
  }

  @Override
  void damage(Digest blob, byte[] content) {
    RawBucket.overwrite(java.util.Objects.requireNonNull(server).settings(), blob, content);
  }
}
