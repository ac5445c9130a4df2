package io.steward.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A store in memory, for tests. It obeys the same contract test as the real one. */
public final class InMemoryArtifactStore implements ArtifactStore {
  private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final AtomicLong calls = new AtomicLong();

  @Override
  public Digest put(byte[] content, String contentType) {
    calls.incrementAndGet();
    Digest digest = Digest.of(content);
    objects.putIfAbsent(StoreKeys.blob(digest), content.clone());
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
    calls.incrementAndGet();
    byte[] content = objects.get(StoreKeys.blob(digest));
    if (content == null) {
      throw StoreException.damaged("The store holds no blob " + digest + ".");
    }
    if (!Digest.of(content).equals(digest)) {
      throw StoreException.damaged("The blob " + digest + " holds other bytes than its name says.");
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
    calls.incrementAndGet();
    return objects.containsKey(StoreKeys.blob(digest));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    calls.incrementAndGet();
    return objects.putIfAbsent(StoreKeys.document(key), content.clone()) == null;
  }

  @Override
  public Optional<byte[]> read(String key) {
    calls.incrementAndGet();
    return Optional.ofNullable(objects.get(StoreKeys.document(key))).map(byte[]::clone);
  }

  @Override
  public List<String> list(String prefix) {
    calls.incrementAndGet();
    return objects.tailMap(prefix, true).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .toList();
  }

  /** Changes an object behind the store's back, as an intruder would; makes it if need be. */
  public void tamper(String key, byte[] content) {
    objects.put(key, content.clone());
  }

  /** Damages a blob behind the store's back. */
  public void tamper(Digest blob, byte[] content) {
    objects.put(StoreKeys.blob(blob), content.clone());
  }

  /** Removes an object behind the store's back. */
  public void remove(String key) {
    objects.remove(key);
  }

  /** How many calls were made so far. */
  public long calls() {
    return calls.get();
  }
}
