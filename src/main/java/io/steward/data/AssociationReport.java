package io.steward.data;

import java.util.List;

/**
 * How columns hang together, two at a time.
 *
 * @param rows how many rows were looked at
 * @param sampled whether these are a part of the rows only; which ones follows from the row numbers
 *     alone
 * @param leftOut columns that were not looked at: empty, constant, dates, or beyond the limit
 * @param pairs the strongest first; those weaker than {@value #LEAST} are left out
 */
public record AssociationReport(
    long rows, boolean sampled, List<String> leftOut, List<Association> pairs) {
  /** Weaker pairs are not listed. */
  public static final double LEAST = 0.05;

  public AssociationReport {
    leftOut = List.copyOf(leftOut);
    pairs = List.copyOf(pairs);
  }

  /**
   * One pair. Rows in which one of the two is missing are left out.
   *
   * @param strength from 0 (none) to 1; of Pearson and Spearman the absolute value of the larger
   * @param value the measure itself; a correlation has a sign
   * @param spearman for two numbers their rank correlation, else equal to {@code value}
   * @param rows the rows with both values
   */
  public record Association(
      String first,
      String second,
      Measure measure,
      double strength,
      double value,
      double spearman,
      long rows) {}

  /** How a pair is measured. */
  public enum Measure {
    /** Two numbers: Pearson's r, and Spearman's ρ, which is Pearson's r of the mean ranks. */
    CORRELATION,
    /**
     * Two texts: Cramér's V, √(χ² / (n · (min(rows, columns) − 1))) of their table (H. Cramér,
     * Mathematical Methods of Statistics, 1946), with the correction for bias of W. Bergsma (2013,
     * Journal of the Korean Statistical Society 42).
     */
    CRAMERS_V,
    /**
     * A text and a number: the correlation ratio η, the root of the share of the number's variance
     * that lies between the texts (K. Pearson, 1905), corrected for the number of texts (ε² of T.
     * Kelley, 1935), so that many texts alone do not look strong.
     */
    CORRELATION_RATIO
  }
}
