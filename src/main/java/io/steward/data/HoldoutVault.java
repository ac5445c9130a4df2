package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Keeps the holdout away from training. It is a blob like any other, but encrypted; opening it
 * takes the key, and is put on record before any row is returned.
 */
public final class HoldoutVault {
  private static final String SEALED = "application/octet-stream";

  private final ArtifactStore store;
  private final DataEngine engine;
  private final HoldoutKey key;
  private final OpeningListener listener;

  /** Encrypts a Parquet file and stores it. This is all that splitting is given of the vault. */
  @FunctionalInterface
  public interface Sealer {
    /** Returns the digest of the encrypted blob; the same file gives the same digest. */
    Digest seal(Path parquet);
  }

  /** Puts an opening on record. If it throws, nothing is opened. */
  @FunctionalInterface
  public interface OpeningListener {
    /** The holdout is about to be opened. */
    void opening(Split split, HoldoutOpening opening);
  }

  /** A vault whose openings this listener records. */
  public HoldoutVault(
      ArtifactStore store, DataEngine engine, HoldoutKey key, OpeningListener listener) {
    this.store = store;
    this.engine = engine;
    this.key = key;
    this.listener = listener;
  }

  /** What seals with this key into this store. */
  public static Sealer sealer(ArtifactStore store, HoldoutKey key) {
    return parquet -> {
      Path sealed = parquet.resolveSibling(parquet.getFileName() + ".sealed");
      try {
        key.cipher().seal(parquet, sealed);
        return store.put(sealed, SEALED);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot seal " + parquet + ": " + e.getMessage(), e);
      } finally {
        DuckDbInstance.deleteQuietly(sealed);
      }
    };
  }

  /**
   * The holdout rows with all columns of the snapshot, whose manifest must be in the store, in the
   * order of the source.
   *
   * @throws DataException if the key is another or the blob was changed
   */
  public RawTable open(Split split, HoldoutOpening opening) {
    byte[] manifest = store.get(split.snapshot());
    return open(split, Json.read(manifest, Snapshot.class), opening);
  }

  /** As {@link #open(Split, HoldoutOpening)}, with the manifest of the split's snapshot at hand. */
  public RawTable open(Split split, Snapshot snapshot, HoldoutOpening opening) {
    if (!Json.digest(snapshot).equals(split.snapshot())) {
      throw new IllegalArgumentException(
          "The snapshot of " + snapshot.sourceName() + " is not the one that was split.");
    }
    try (Workspace workspace = new Workspace(store, engine)) {
      Path sealed = workspace.file("holdout.sealed");
      store.download(split.sealedHoldout(), sealed);
      URI uri = workspace.uri("holdout.parquet");
      key.cipher().open(sealed, Path.of(uri));
      listener.opening(split, opening);
      return engine.read(uri, snapshot.columns());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the opened holdout: " + e.getMessage(), e);
    }
  }
}
