package io.steward.artifact;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Holds all artifacts. Two kinds of content: <em>blobs</em>, named by their own digest, and
 * <em>documents</em>, small JSON texts under a readable key. Both are written once and never
 * changed; that is what makes every step safe to repeat. Safe for use by many threads.
 *
 * <p>All methods throw {@link StoreException} when the store cannot be reached or refuses.
 */
public interface ArtifactStore {

  /** Stores bytes as a blob, if it is not there yet; returns its digest. */
  Digest put(byte[] content, String contentType);

  /** Stores a file as a blob, if it is not there yet; returns its digest. */
  Digest put(Path file, String contentType);

  /** The bytes of a blob, verified against the digest. Throws if it is missing or damaged. */
  byte[] get(Digest digest);

  /** Writes a blob to a file (replacing it), verified against the digest. */
  void download(Digest digest, Path target);

  /** Whether the blob is there. */
  boolean contains(Digest digest);

  /**
   * Writes a document unless the key is taken.
   *
   * @return true if this call wrote it, false if the key was taken before
   */
  boolean putIfAbsent(String key, byte[] content, String contentType);

  /** Reads a document, or nothing if there is none under this key. */
  Optional<byte[]> read(String key);

  /** The keys that start with this prefix, in ascending order of their bytes. */
  List<String> list(String prefix);
}
