package io.steward.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An {@link ArtifactStore} in a bucket of any S3-compatible object store. It relies on nothing but
 * put with {@code If-None-Match: *}, get, stat and list; digests are verified here, since not every
 * store verifies them. Close it to end its connections.
 */
public final class MinioArtifactStore implements ArtifactStore, AutoCloseable {
  /** Of smaller blobs, asking whether they are there costs more than sending them. */
  private static final long ASK_FIRST_BYTES = 256L << 10;

  private final StoreBucket bucket;

  /**
   * Connects, and makes the bucket if it is missing.
   *
   * @throws StoreException if the store cannot be reached or refuses
   */
  public MinioArtifactStore(StoreSettings settings) {
    this(settings, Duration.ofSeconds(30), 4, Duration.ofMillis(100));
  }

  /**
   * @param timeout the longest silence of the store within one call
   * @param attempts how often a call is made before it fails, from 1
   * @param pause time between the first two attempts; it grows fourfold with each further one
   */
  public MinioArtifactStore(
      StoreSettings settings, Duration timeout, int attempts, Duration pause) {
    this.bucket = new StoreBucket(settings, timeout, attempts, pause);
  }

  @Override
  public Digest put(byte[] content, String contentType) {
    Digest digest = Digest.of(content);
    if (content.length < ASK_FIRST_BYTES || !contains(digest)) {
      bucket.putIfAbsent(StoreKeys.blob(digest), content, contentType);
    }
    return digest;
  }

  @Override
  public Digest put(Path file, String contentType) {
    Digest digest = Digest.of(file);
    if (!contains(digest)) {
      bucket.uploadIfAbsent(StoreKeys.blob(digest), file, contentType);
    }
    return digest;
  }

  @Override
  public byte[] get(Digest digest) {
    byte[] content = bucket.read(StoreKeys.blob(digest)).orElseThrow(() -> missing(digest));
    if (!Digest.of(content).equals(digest)) {
      throw damaged(digest);
    }
    return content;
  }

  @Override
  public void download(Digest digest, Path target) {
    Path part = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
    try {
      // Made here, so that a folder that is missing is not taken for a fault of the store.
      Files.createFile(part);
      if (!bucket.download(StoreKeys.blob(digest), part)) {
        throw missing(digest);
      }
      if (!Digest.of(part).equals(digest)) {
        throw damaged(digest);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UncheckedIOException e) {
      throw cannotWrite(target, e);
    } finally {
      deleteIfThere(part);
    }
  }

  @Override
  public boolean contains(Digest digest) {
    return bucket.exists(StoreKeys.blob(digest));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return bucket.putIfAbsent(StoreKeys.document(key), content, contentType);
  }

  @Override
  public Optional<byte[]> read(String key) {
    return bucket.read(StoreKeys.document(key));
  }

  @Override
  public List<String> list(String prefix) {
    return bucket.list(prefix);
  }

  /** Ends the connections. */
  @Override
  public void close() {
    bucket.close();
  }

  private static UncheckedIOException cannotWrite(Path target, Exception e) {
    return new UncheckedIOException(
        "Cannot write " + target + " (" + e + "): check the folder and the space on the disk.",
        e instanceof IOException fault ? fault : new IOException(e));
  }

  private static void deleteIfThere(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static StoreException missing(Digest digest) {
    return StoreException.damaged(
        "The store holds no blob " + digest + ": it was removed, or belongs to another store.");
  }

  private static StoreException damaged(Digest digest) {
    return StoreException.damaged(
        "The blob "
            + digest
            + " holds other bytes than its name says: the store was damaged or changed.");
  }
}
