package io.steward.evaluation.report;

import io.steward.charter.Metric;
import io.steward.evaluation.Interval;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and reasons as people read them, the same on page, PDF and form. */
public final class Words {
  /** What stands where a figure has no ground. */
  public static final String UNSAID = "cannot be said";

  private static final Pattern BECAUSE = Pattern.compile("^It cannot be said, because:? ");

  private Words() {}

  /** A number with as many digits as it deserves. */
  public static String number(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return UNSAID;
    }
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    // Smaller is rounding, not a figure.
    return size > 1e-9 && size < 0.0005
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, "%.3f", size > 1e-9 ? value : 0.0);
  }

  /** An interval; a dash where there is none. */
  public static String interval(@Nullable Double lower, @Nullable Double upper) {
    return lower == null || upper == null ? "–" : number(lower) + " to " + number(upper);
  }

  static String interval(@Nullable Interval interval) {
    return interval == null ? "–" : interval(interval.lower(), interval.upper());
  }

  /** A share in per cent. */
  static String percent(@Nullable Double share) {
    return share == null ? UNSAID : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String count(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  /** A bar that was signed, with its direction. */
  static String bar(Metric metric, double threshold) {
    return (metric.higherIsBetter() ? "at least " : "at most ") + number(threshold);
  }

  /** A note as the end of a sentence that says what cannot be said. */
  static String because(String subject, String note) {
    String reason = uncapital(BECAUSE.matcher(note).replaceFirst(""));
    String ended = reason.isEmpty() ? "no reason was recorded." : reason;
    return subject
        + " cannot be said, because "
        + ended
        + (ended.endsWith(".") || ended.endsWith("!") ? "" : ".");
  }

  /** An enum's name in words. */
  static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String uncapital(String text) {
    boolean sentence =
        text.length() > 1
            && Character.isUpperCase(text.charAt(0))
            && !Character.isUpperCase(text.charAt(1));
    return sentence ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
  }
}
