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
    List<ValueCount> topValues) {
  /** The most values that are listed. */
  public static final int TOP = 50;

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
   */
  public record NumberFacts(
      double minimum,
      double maximum,
      double mean,
      double deviation,
      List<Quantile> quantiles,
      List<Bin> histogram) {
    public NumberFacts {
      quantiles = List.copyOf(quantiles);
      histogram = List.copyOf(histogram);
    }
  }

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
   * @param first the least value in the order of its bytes; of a DATE column the earliest
   * @param last the greatest value in the order of its bytes; of a DATE column the latest
   */
  public record TextFacts(long shortest, long longest, String first, String last) {}
}
