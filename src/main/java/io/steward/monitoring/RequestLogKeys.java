package io.steward.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The keys of the request log: {@code requests/<model>/<version>/<yyyy-MM-dd>/<HHmmss>-<id>.jsonl},
 * day and time in UTC. A file holds rows of one model version and one day only.
 */
final class RequestLogKeys {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

  private RequestLogKeys() {}

  /** What all keys of a model version start with. */
  static String prefix(String model, int version) {
    return "requests/" + model + "/" + version + "/";
  }

  /** The key of one file. */
  static String file(String model, int version, Instant first, String id) {
    return prefix(model, version) + day(first) + "/" + TIME.format(first) + "-" + id + ".jsonl";
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /** The day in a key that starts with the prefix. */
  static LocalDate day(String key, String prefix) {
    return LocalDate.parse(key.substring(prefix.length(), prefix.length() + "yyyy-MM-dd".length()));
  }
}
