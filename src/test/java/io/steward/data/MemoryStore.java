package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The least store that data and features need. */
public final class MemoryStore implements ArtifactStore {
  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

  @Override
  public Digest put(byte[] content, String contentType) {
    Digest digest = Digest.of(content);
    blobs.put(digest, content.clone());
    return digest;
  }

  @Override
  public Digest put(Path file, String contentType) {
    try {
      return put(Files.readAllBytes(file), contentType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] get(Digest digest) {
    byte[] content = blobs.get(digest);
    if (content == null) {
      throw StoreException.damaged("There is no blob " + digest + ".");
    }
    return content.clone();
  }

  @Override
  public void download(Digest digest, Path target) {
    try {
      Files.write(target, get(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean contains(Digest digest) {
    return blobs.containsKey(digest);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return documents.putIfAbsent(key, content.clone()) == null;
  }

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(documents.get(key));
  }

  @Override
  public List<String> list(String prefix) {
    return new TreeMap<>(documents).keySet().stream().filter(k -> k.startsWith(prefix)).toList();
  }
}
