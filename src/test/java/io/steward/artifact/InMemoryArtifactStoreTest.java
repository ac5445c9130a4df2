package io.steward.artifact;

class InMemoryArtifactStoreTest extends ArtifactStoreContract {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();

  @Override
  ArtifactStore store() {
    return store;
  }

  @Override
  void damage(Digest blob, byte[] content) {
    store.tamper(blob, content);
  }
}
