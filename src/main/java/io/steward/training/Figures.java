package io.steward.training;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers of a training as people read them, with their units. */
final class Figures {
  private Figures() {}

  /** Four decimals, and one for what is large (an error in the unit of the target). */
  static String score(double value) {
    return Math.abs(value) < 100 ? format("%.4f", value) : format("%.1f", value);
  }

  /** The same with a sign. */
  static String change(double value) {
    return Math.abs(value) < 100 ? format("%+.4f", value) : format("%+.1f", value);
  }

  /** In milliseconds below a second, then in seconds, then in minutes and seconds. */
  static String time(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return format("%.1f s", millis / 1e3);
    }
    long seconds = Math.round(millis / 1e3);
    return "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }

  /** In bytes, kB or MB (powers of ten). */
  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000 ? format("%.0f kB", bytes / 1e3) : format("%.1f MB", bytes / 1e6);
  }

  /** In microseconds below a millisecond, then in milliseconds. */
  static String latency(double micros) {
    return micros < 1_000 ? format("%.0f µs", micros) : format("%.1f ms", micros / 1e3);
  }

  /** By name, for example {@code max-leaves 6, trees 150}. */
  static String settings(Map<String, Double> hyperparameters) {
    return new TreeMap<>(hyperparameters)
        .entrySet().stream()
            .map(setting -> setting.getKey() + " " + setting(setting.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** Whole numbers without decimals. */
  static String setting(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
