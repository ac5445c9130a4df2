package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The snapshots of each model in the order in which they were taken: documents {@code
 * snapshots/<model>/<number>.json}, only ever added to. So each collection can be compared with the
 * one before it.
 */
public final class SnapshotHistory {
  private final ArtifactStore store;
  private final DataEngine engine;

  /** A history in this store. */
  public SnapshotHistory(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  /**
   * A snapshot of a model.
   *
   * @param number from 1
   * @param collection what names the collection, so that a repeated one is found again
   * @param snapshot the digest of its manifest
   */
  public record Entry(int number, RunId run, String collection, Digest snapshot) {}

  /**
   * Adds a snapshot and says what changed. Safe to repeat: the same collection finds its entry and
   * gives the same answer.
   *
   * @param collection what names this collection within its run
   * @param digest the digest of the snapshot's manifest
   * @throws UnusableDataException if the charter's source is append-only and more than rows was
   *     added; nothing is added to the history then
   */
  public SnapshotChanges add(
      Charter charter, RunId run, String collection, Digest digest, Snapshot snapshot) {
    while (true) {
      List<Entry> entries = of(charter.name());
      Optional<Entry> known =
          entries.stream()
              .filter(
                  entry ->
                      entry.run().equals(run)
                          && entry.collection().equals(collection)
                          && entry.snapshot().equals(digest))
              .findFirst();
      int number = known.map(Entry::number).orElse(entries.size() + 1);
      SnapshotChanges changes = changes(entries.subList(0, number - 1), charter, snapshot);
      if (known.isPresent() || append(charter, new Entry(number, run, collection, digest))) {
        return changes;
      }
      // Somebody else took the number: compare with theirs.
    }
  }

  /** The snapshots of a model, oldest first. */
  public List<Entry> of(String model) {
    return store.list(prefix(model)).stream()
        .map(key -> store.read(key).map(bytes -> Json.read(bytes, Entry.class)))
        .flatMap(Optional::stream)
        .toList();
  }

  private SnapshotChanges changes(List<Entry> before, Charter charter, Snapshot snapshot) {
    if (before.isEmpty()) {
      return SnapshotChanges.first(snapshot.rows());
    }
    Digest previous = before.getLast().snapshot();
    SnapshotChanges changes =
        new SnapshotComparison(store, engine)
            .compare(
                previous,
                Json.read(store.get(previous), Snapshot.class),
                snapshot,
                charter.columns().id());
    if (charter.source().appendOnly() && !changes.onlyAdds()) {
      throw new UnusableDataException(
          "not-append-only",
          snapshot.sourceName()
              + " may only grow (source.append-only in the charter), but it differs otherwise: "
              + changes.words()
              + ". Restore what was there, or remove source.append-only from the charter.");
    }
    return changes;
  }

  private boolean append(Charter charter, Entry entry) {
    String key = prefix(charter.name()) + String.format(Locale.ROOT, "%08d.json", entry.number());
    return store.putIfAbsent(key, Json.bytes(entry), "application/json");
  }

  private static String prefix(String model) {
    return "snapshots/" + model + "/";
  }
}
