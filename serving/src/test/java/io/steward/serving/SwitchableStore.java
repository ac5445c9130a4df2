package io.steward.serving;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store that can be taken away and given back. */
final class SwitchableStore implements ArtifactStore {
  final InMemoryArtifactStore memory = new InMemoryArtifactStore();
  volatile boolean down;

  private ArtifactStore there() {
    if (down) {
      throw StoreException.unavailable("The store is down.", new IOException("refused"));
    }
    return memory;
  }

  @Override
  public Digest put(byte[] content, String contentType) {
    return there().put(content, contentType);
  }

  @Override
  public Digest put(Path file, String contentType) {
    return there().put(file, contentType);
  }

  @Override
  public byte[] get(Digest digest) {
    return there().get(digest);
  }

  @Override
  public void download(Digest digest, Path target) {
    there().download(digest, target);
  }

  @Override
  public boolean contains(Digest digest) {
    return there().contains(digest);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return there().putIfAbsent(key, content, contentType);
  }

  @Override
  public Optional<byte[]> read(String key) {
    return there().read(key);
  }

  @Override
  public List<String> list(String prefix) {
    return there().list(prefix);
  }
}
