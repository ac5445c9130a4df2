package io.steward.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bound that a figure, or its ratio to the peer, must keep. */
record Goal(Kind kind, double bound) {

  /** What is bounded, and on which side. */
  enum Kind {
    VALUE_AT_MOST("≤ %s"),
    VALUE_AT_LEAST("≥ %s"),
    RATIO_AT_MOST("≤ %s × the peer"),
    RATIO_AT_LEAST("≥ %s × the peer");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** The goal in words. */
  String words() {
    return String.format(Locale.ROOT, kind.words, Figure.number(bound));
  }

  /** Whether it is kept; a ratio that could not be measured is not. */
  boolean met(double value, @Nullable Double ratio) {
    return switch (kind) {
      case VALUE_AT_MOST -> value <= bound;
      case VALUE_AT_LEAST -> value >= bound;
      case RATIO_AT_MOST -> ratio != null && ratio <= bound;
      case RATIO_AT_LEAST -> ratio != null && ratio >= bound;
    };
  }
}
