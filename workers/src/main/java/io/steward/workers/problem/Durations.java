package io.steward.workers.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations for people. */
public final class Durations {
  private Durations() {}

  /** For example {@code 1 day 2 hours}; parts that are 0 are left out. */
  public static String words(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDaysPart(), "day");
    add(parts, duration.toHoursPart(), "hour");
    add(parts, duration.toMinutesPart(), "minute");
    add(parts, duration.toSecondsPart(), "second");
    return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
