package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answer changes with one column, all else as it is (Friedman 2001), and how differently it
 * does so from row to row (individual conditional expectation; Goldstein et al. 2015). Mind that
 * rows are asked about values that may never occur together with their other values.
 *
 * @param column the raw column
 * @param explained what is shown, for example {@code the probability of 'bad'}
 * @param rows rows that were asked, drawn from the training part
 * @param points one a value; in ascending order of numbers, of texts the most frequent first
 */
public record PartialDependence(
    String column, String explained, long rows, List<DependencePoint> points) {

  public PartialDependence {
    points = List.copyOf(points);
  }

  /**
   * The answers for one value.
   *
   * @param level the value; of a number in decimal form
   * @param number the value of a number; null for texts
   * @param mean the mean answer
   * @param lower the answer that 10 % of the rows stay below
   * @param upper the answer that 10 % of the rows exceed
   */
  public record DependencePoint(
      String level, @Nullable Double number, double mean, double lower, double upper) {}
}
