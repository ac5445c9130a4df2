package io.steward.evaluation;

import io.steward.evaluation.WeakSegment.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a weak segment is and in which way, in words. */
final class SegmentWords {
  private SegmentWords() {}

  /** The conditions, for example {@code age < 25 and purpose = car}. */
  static String conditions(List<SegmentCondition> conditions) {
    return conditions.stream().map(SegmentCondition::words).collect(Collectors.joining(" and "));
  }

  /**
   * What was found, in a sentence.
   *
   * @param probability whether errors are those of probabilities, and not of values
   */
  static String finding(
      String words,
      long rows,
      double share,
      Kind kind,
      boolean probability,
      double difference,
      Interval interval) {
    double sign = kind == Kind.TOO_HIGH ? -1 : 1;
    double one = sign * interval.lower();
    double other = sign * interval.upper();
    return String.format(
        Locale.ROOT,
        "Where %s (%d rows, %.1f %%), "
            + how(kind, probability)
            + " (95 %% interval %.3g to %.3g).",
        words,
        rows,
        100 * share,
        Math.abs(difference),
        Math.min(one, other),
        Math.max(one, other));
  }

  private static String how(Kind kind, boolean probability) {
    return switch (kind) {
      case LARGER_ERRORS ->
          probability
              ? "the squared error of the probabilities exceeds what they admit by %.3g more than"
                  + " elsewhere"
              : "the absolute error is larger by %.3g than elsewhere";
      case TOO_LOW ->
          probability
              ? "the probability given is too low, by %.3g more than elsewhere"
              : "the value given is too low, by %.3g more than elsewhere";
      case TOO_HIGH ->
          probability
              ? "the probability given is too high, by %.3g more than elsewhere"
              : "the value given is too high, by %.3g more than elsewhere";
    };
  }
}
