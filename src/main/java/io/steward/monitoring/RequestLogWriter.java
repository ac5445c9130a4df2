package io.steward.monitoring;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes served requests to the store as JSON lines, one document for each model version and day of
 * a batch. Each call writes new documents: call it once for a batch of seconds, not for a row. Safe
 * for use by many threads.
 */
public final class RequestLogWriter {
  private static final String CONTENT_TYPE = "application/jsonl";

  private final ArtifactStore store;
  private final Supplier<String> ids;

  /** A writer whose documents have random names, so that many servers can write at once. */
  public RequestLogWriter(ArtifactStore store) {
    this(store, () -> UUID.randomUUID().toString());
  }

  RequestLogWriter(ArtifactStore store, Supplier<String> ids) {
    this.store = store;
    this.ids = ids;
  }

  /**
   * Writes the entries; an empty batch writes nothing.
   *
   * @return the keys that were written
   * @throws io.steward.artifact.StoreException if the store cannot be reached; part of the batch
   *     may have been written then
   */
  public List<String> write(List<RequestLogEntry> batch) {
    Map<FileOf, List<RequestLogEntry>> files = new LinkedHashMap<>();
    for (RequestLogEntry entry : batch) {
      files
          .computeIfAbsent(
              new FileOf(entry.model(), entry.version(), RequestLogKeys.day(entry.at())),
              key -> new ArrayList<>())
          .add(entry);
    }
    List<String> keys = new ArrayList<>();
    files.forEach((file, entries) -> keys.add(write(file, entries)));
    return List.copyOf(keys);
  }

  private String write(FileOf file, List<RequestLogEntry> entries) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (RequestLogEntry entry : entries) {
      lines.writeBytes(Json.bytes(entry));
      lines.write('\n');
    }
    byte[] content = lines.toByteArray();
    String key;
    do {
      key = RequestLogKeys.file(file.model(), file.version(), entries.getFirst().at(), ids.get());
    } while (!store.putIfAbsent(key, content, CONTENT_TYPE));
    return key;
  }

  private record FileOf(String model, int version, LocalDate day) {}
}
