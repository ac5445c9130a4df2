package io.steward.governance;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs: {@code runs/<run>/run.json} says how one began, {@code runs/<run>/end.json} how it
 * ended. Both are written once; who writes a second time gets what was written first.
 */
public final class Runs {
  private static final String FOLDER = "runs/";
  private static final String BEGIN = "/run.json";
  private static final String END = "/end.json";

  private final ArtifactStore store;

  public Runs(ArtifactStore store) {
    this.store = store;
  }

  /**
   * A run as far as it has come.
   *
   * @param end how it ended; null while it runs
   */
  public record Run(RunRecord begin, @Nullable RunEnd end) {}

  /** Opens a run, or returns how it was opened before. */
  public RunRecord open(RunRecord begin) {
    return once(FOLDER + begin.run() + BEGIN, begin, RunRecord.class);
  }

  /** Closes a run, or returns how it was closed before. */
  public RunEnd close(RunEnd end) {
    return once(FOLDER + end.run() + END, end, RunEnd.class);
  }

  /** A run, or nothing if it was never opened. */
  public Optional<Run> get(RunId run) {
    return read(FOLDER + run + BEGIN, RunRecord.class)
        .map(begin -> new Run(begin, read(FOLDER + run + END, RunEnd.class).orElse(null)));
  }

  /** All runs, the newest first. */
  public List<Run> list() {
    List<Run> runs = new ArrayList<>();
    for (String key : store.list(FOLDER)) {
      if (key.endsWith(BEGIN) && key.chars().filter(c -> c == '/').count() == 2) {
        RunId run = RunId.parse(key.substring(FOLDER.length(), key.length() - BEGIN.length()));
        get(run).ifPresent(runs::add);
      }
    }
    runs.sort(
        Comparator.comparing((Run run) -> run.begin().startedAt())
            .thenComparing(run -> run.begin().run().value())
            .reversed());
    return runs;
  }

  /** The digest of the charter's text that a run was started with. */
  public Optional<Digest> charter(RunId run) {
    return get(run).map(found -> found.begin().charter());
  }

  private <T> T once(String key, T document, Class<T> type) {
    if (store.putIfAbsent(key, Json.bytes(document), "application/json")) {
      return document;
    }
    return read(key, type)
        .orElseThrow(
            () -> StoreException.damaged("The document " + key + " was there and is gone."));
  }

  private <T> Optional<T> read(String key, Class<T> type) {
    return store.read(key).map(json -> Json.read(json, type));
  }
}
