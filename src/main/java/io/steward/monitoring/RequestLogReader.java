package io.steward.monitoring;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads served requests back from the store. Safe for use by many threads. */
public final class RequestLogReader {
  private final ArtifactStore store;

  public RequestLogReader(ArtifactStore store) {
    this.store = store;
  }

  /**
   * What was read.
   *
   * @param entries the entries, the oldest first
   * @param unreadable lines that are not entries (for example cut off by a crash); they are left
   *     out
   * @param truncated whether there were more entries than asked for, so that the oldest are missing
   */
  public record Page(List<RequestLogEntry> entries, int unreadable, boolean truncated) {}

  /**
   * The newest entries of a model version.
   *
   * @param since entries before this time are left out
   * @param most at most so many entries are returned, at least 1; the newest ones
   */
  public Page read(String model, int version, Instant since, int most) {
    String prefix = RequestLogKeys.prefix(model, version);
    LocalDate firstDay = RequestLogKeys.day(since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since);
    List<String> keys =
        store.list(prefix).stream()
            .filter(key -> !RequestLogKeys.day(key, prefix).isBefore(firstDay))
            .toList();
    List<RequestLogEntry> entries = new ArrayList<>();
    int unreadable = 0;
    boolean more = false;
    // Newest documents first, so that a long log is not read as a whole.
    for (String key : keys.reversed()) {
      if (entries.size() >= most) {
        more = true;
        break;
      }
      String text =
          store.read(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
      for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
        try {
          RequestLogEntry entry =
              Json.read(line.getBytes(StandardCharsets.UTF_8), RequestLogEntry.class);
          if (!entry.at().isBefore(since)) {
            entries.add(entry);
          }
        } catch (IllegalArgumentException notAnEntry) {
          unreadable++;
        }
      }
    }
    entries.sort(Comparator.comparing(RequestLogEntry::at));
    boolean truncated = more || entries.size() > most;
    int from = Math.max(0, entries.size() - most);
    return new Page(List.copyOf(entries.subList(from, entries.size())), unreadable, truncated);
  }
}
