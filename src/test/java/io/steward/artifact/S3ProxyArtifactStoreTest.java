package io.steward.artifact;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3ProxyArtifactStoreTest extends ArtifactStoreContract {
  @TempDir static Path folder;
  private static EmbeddedS3 server;
  private static MinioArtifactStore store;

  @BeforeAll
  static void start() throws Exception {
    server = new EmbeddedS3(folder);
    store = new MinioArtifactStore(server.settings());
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  @Override
  ArtifactStore store() {
    return store;
  }

  @Override
  void damage(Digest blob, byte[] content) {
    RawBucket.overwrite(server.settings(), blob, content);
  }
}
