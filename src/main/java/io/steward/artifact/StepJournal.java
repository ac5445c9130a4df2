package io.steward.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a step safe to repeat. The result of a step is a blob, and a small document at {@code
 * runs/<run>/steps/<step>/<key>.json} says which; the key is the digest of the step's name, its
 * inputs and the version of the code. A job that is delivered twice, or a run that is resumed,
 * finds the document and does not do the work again. Where two do the work at the same time, the
 * first document written wins and both return it.
 */
public final class StepJournal {
  private final ArtifactStore store;
  private final String codeVersion;
  private final Clock clock;
  private final Machine machine;

  /** A journal of what is done on this machine. */
  public StepJournal(ArtifactStore store, String codeVersion, Clock clock) {
    this(store, codeVersion, clock, Machine.here());
  }

  /**
   * @param codeVersion what is part of every key, so that new code does not find old results
   * @param machine what the steps run on: in the record of a step, not in its key
   */
  public StepJournal(ArtifactStore store, String codeVersion, Clock clock, Machine machine) {
    this.store = store;
    this.codeVersion = codeVersion;
    this.clock = clock;
    this.machine = machine;
  }

  /**
   * The result of a step: found, or made now by {@code work}.
   *
   * @param inputs everything the result depends on, written as JSON; no times, no data
   * @param type the type of the result, a record that JSON can carry
   */
  public <T> StepResult<T> once(
      RunId run, String step, Object inputs, Class<T> type, Supplier<T> work) {
    Digest key = Json.digest(List.of(step, inputs, codeVersion));
    String path = prefix(run) + step + "/" + key.hex() + ".json";
    Optional<byte[]> known = store.read(path);
    if (known.isPresent()) {
      return found(known.get(), type);
    }
    Instant started = clock.instant();
    Digest result = store.put(Json.bytes(work.get()), "application/json");
    StepRecord record =
        new StepRecord(
            run,
            step,
            Json.mapper().valueToTree(inputs),
            codeVersion,
            started,
            clock.instant(),
            machine,
            result);
    byte[] document = Json.bytes(record);
    if (store.putIfAbsent(path, document, "application/json")) {
      return new StepResult<>(result, read(result, type), false);
    }
    return found(
        store
            .read(path)
            .orElseThrow(
                () -> StoreException.damaged("The document " + path + " was there and is gone.")),
        type);
  }

  /** What the steps of a run left, oldest first. */
  public List<StepRecord> of(RunId run) {
    List<StepRecord> records = new ArrayList<>();
    for (String key : store.list(prefix(run))) {
      store.read(key).ifPresent(bytes -> records.add(Json.read(bytes, StepRecord.class)));
    }
    records.sort(Comparator.comparing(StepRecord::startedAt));
    return records;
  }

  /** What the steps of this name left in a run, in no order. */
  public List<StepRecord> of(RunId run, String step) {
    List<StepRecord> records = new ArrayList<>();
    for (String key : store.list(prefix(run) + step + "/")) {
      store.read(key).ifPresent(bytes -> records.add(Json.read(bytes, StepRecord.class)));
    }
    return records;
  }

  /** Reads a result by its digest. */
  public <T> T read(Digest result, Class<T> type) {
    return Json.read(store.get(result), type);
  }

  private <T> StepResult<T> found(byte[] document, Class<T> type) {
    Digest result = Json.read(document, StepRecord.class).result();
    return new StepResult<>(result, read(result, type), true);
  }

  private static String prefix(RunId run) {
    return "runs/" + run + "/steps/";
  }

  /**
   * A step as it was done.
   *
   * @param machine what it was done on; null in records of versions that did not keep it
   * @param result the digest of the blob that holds the result
   */
  public record StepRecord(
      RunId run,
      String step,
      JsonNode inputs,
      String codeVersion,
      Instant startedAt,
      Instant finishedAt,
      @Nullable Machine machine,
      Digest result) {}

  /**
   * A step's result.
   *
   * @param digest the digest of the blob that holds {@code value}
   * @param repeated whether it was found rather than made
   */
  public record StepResult<T>(Digest digest, T value, boolean repeated) {}
}
