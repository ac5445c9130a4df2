package io.steward.evaluation;

import java.util.List;

/**
 * What moves the answers, over many rows: Shapley values of raw columns.
 *
 * @param explained what they add up to, for example {@code the probability of 'bad'}
 * @param rows rows that were explained; a sample of the holdout if it is large
 * @param background rows of the training part that stand for what is usual
 * @param base the mean answer for the background, from which contributions are counted
 * @param columns one a column, the one that moves most first
 */
public record ShapSummary(
    String explained, long rows, long background, double base, List<ColumnShap> columns) {

  public ShapSummary {
    columns = List.copyOf(columns);
  }

  /**
   * What one column does.
   *
   * @param meanAbsolute by how much it moves the answer, up or down, on average
   * @param points some rows, without saying which: x is the place of the row's value among all
   *     values (0 smallest, 1 largest; −1 for texts, which have no order, and where it is missing),
   *     y the contribution
   */
  public record ColumnShap(String column, double meanAbsolute, List<Point> points) {
    public ColumnShap {
      points = List.copyOf(points);
    }
  }
}
