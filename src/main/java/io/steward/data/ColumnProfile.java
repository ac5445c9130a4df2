package io.steward.data;

import io.steward.schema.ColumnKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one column looks like.
 *
 * @param missing the number of rows without a value
 * @param distinct the number of different values, missing not counted
 * @param numbers figures of a NUMBER column that has at least one value, else null
 * @param texts figures of a TEXT or DATE column that has at least one value, else null
 * @param dates figures of a DATE column that has at least one value, else null
 * @param topValues the most frequent values, at most {@value #TOP}, most frequent first, missing
 *     not counted; these are all values when {@code distinct} is not greater than their number
 */
public record ColumnProfile(
    String name,
    ColumnKind kind,
    long missing,
    long distinct,
    @Nullable NumberFacts numbers,
    @Nullable TextFacts texts,
    @Nullable DateFacts dates,
    List<ValueCount> topValues) {
  /** The most values that are listed. */
  public static final int TOP = 50;

  /** The share of the rows with a value from which on one value makes a column near-constant. */
  public static final double NEAR_CONSTANT = 0.99;

  public ColumnProfile {
    topValues = List.copyOf(topValues);
  }

  /** Whether the column has no value at all. */
  public boolean allMissing() {
    return distinct == 0;
  }

  /** Whether every row that has a value has the same. */
  public boolean constant() {
    return distinct == 1;
  }

  /** Whether one value is in at least 99 % of the rows that have one, but not in all. */
  public boolean nearConstant() {
    long present = topValues.stream().mapToLong(ValueCount::rows).sum();
    return distinct > 1
        && allValuesListed()
        && topValues.getFirst().rows() >= NEAR_CONSTANT * present;
  }

  /**
   * Whether it looks like an id: all texts different, or whole numbers that run without a gap.
   *
   * @param rows of the table
   */
  public boolean idLike(long rows) {
    boolean unique = distinct == rows && rows >= 20;
    return numbers == null
        ? unique && kind == ColumnKind.TEXT
        : unique && numbers.maximum() - numbers.minimum() == rows - 1.0;
  }

  /** Whether {@code topValues} lists every value. */
  public boolean allValuesListed() {
    return distinct <= topValues.size();
  }

  /** A value as it is written (numbers without needless digits) and how many rows have it. */
  public record ValueCount(String value, long rows) {}

  /**
   * Figures of a number column.
   *
   * @param deviation the standard deviation with n − 1; 0 where there is one value only
   * @param quantiles exact, interpolated linearly between neighbours
   * @param histogram bins of equal width from the least to the greatest value; one bin where all
   *     are equal
   * @param outliers the values outside of Tukey's fences
   */
  public record NumberFacts(
      double minimum,
      double maximum,
      double mean,
      double deviation,
      List<Quantile> quantiles,
      List<Bin> histogram,
      Outliers outliers) {
    public NumberFacts {
      quantiles = List.copyOf(quantiles);
      histogram = List.copyOf(histogram);
    }
  }

  /**
   * Values far from the middle: below the first quartile or above the third by more than 1.5 times
   * the distance between the two (J. W. Tukey, Exploratory Data Analysis, 1977).
   *
   * @param lowerFence the first quartile less 1.5 times the distance
   * @param upperFence the third quartile plus 1.5 times the distance
   */
  public record Outliers(double lowerFence, double upperFence, long below, long above) {}

  /**
   * @param probability from 0 to 1
   */
  public record Quantile(double probability, double value) {}

  /** The rows with lower ≤ value &lt; upper; the last bin holds its upper end too. */
  public record Bin(double lower, double upper, long rows) {}

  /**
   * Figures of a text column.
   *
   * @param shortest the least number of characters
   * @param longest the greatest number of characters
   * @param meanLength the mean number of characters
   * @param first the least value in the order of its bytes; of a DATE column the earliest
   * @param last the greatest value in the order of its bytes; of a DATE column the latest
   */
  public record TextFacts(
      long shortest, long longest, double meanLength, String first, String last) {}

  /**
   * Figures of a date column.
   *
   * @param days the number of different days
   * @param gaps the longest stretches without a date, at most three, the longest first
   * @param months rows by month ({@code yyyy-MM}), ascending; rows by year ({@code yyyy}) where
   *     there are more than 120 months
   */
  public record DateFacts(long days, List<Gap> gaps, List<ValueCount> months) {
    public DateFacts {
      gaps = List.copyOf(gaps);
      months = List.copyOf(months);
    }
  }

  /**
   * Days without a date between two that have one.
   *
   * @param after the last day before the gap
   * @param until the first day after it
   * @param days the number of days in between, at least 1
   */
  public record Gap(String after, String until, long days) {}
}
