package io.steward.artifact;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Reads objects that others put into the object store, in any bucket. They are nobody's artifacts:
 * they may change, so what is read of them is copied and digested.
 */
public interface StoredObjects {

  /**
   * The size of an object in bytes; nothing if there is no such object or bucket.
   *
   * @throws StoreException when the store cannot be reached or refuses
   */
  OptionalLong size(String bucket, String key);

  /**
   * Writes an object to a file.
   *
   * @return false if there is no such object or bucket
   * @throws StoreException when the store cannot be reached or refuses
   */
  boolean download(String bucket, String key, Path file);
}
