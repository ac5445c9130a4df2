package io.steward.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Shallow regression trees on the errors of rows (CART: the split that lessens the squared
 * deviation most). All their nodes are candidates for a segment, not only the leaves.
 */
final class ErrorTree {
  private static final int DEPTH = 3;

  /**
   * At most so many trees, each with another column at the root: a segment that two columns make
   * together hardly shows in the best split by one.
   */
  private static final int ROOTS = 20;

  /** One side of a split. */
  private record Side(BinnedColumn column, int split, boolean first) {
    boolean holds(int row) {
      return column.first(split, column.code(row)) == first;
    }
  }

  /** A split and how much it lessens the squared deviation. */
  private record Best(Side side, double gain) {}

  /** A node: the rows for which all its sides hold. */
  record Node(List<SegmentCondition> conditions, IntPredicate holds) {}

  private final List<BinnedColumn> columns;
  private final double[] errors;
  private final int least;
  private final List<Node> nodes = new ArrayList<>();

  private ErrorTree(List<BinnedColumn> columns, double[] errors, int least) {
    this.columns = columns;
    this.errors = errors;
    this.least = least;
  }

  /**
   * Grows trees and gives their nodes, without the roots.
   *
   * @param errors one a row of the table
   * @param rows the rows to grow on
   * @param least no node has fewer rows
   */
  static List<Node> nodes(List<BinnedColumn> columns, double[] errors, int[] rows, int least) {
    ErrorTree tree = new ErrorTree(columns, errors, least);
    columns.stream()
        .map(column -> tree.best(column, rows))
        .filter(best -> best.gain() > 0)
        .sorted(Comparator.comparingDouble(Best::gain).reversed())
        .limit(ROOTS)
        .forEach(best -> tree.split(best.side(), rows, List.of()));
    return tree.nodes;
  }

  private void grow(int[] rows, List<Side> path) {
    if (!path.isEmpty()) {
      nodes.add(new Node(conditions(path), all(path)));
    }
    if (path.size() < DEPTH) {
      columns.stream()
          .map(column -> best(column, rows))
          .filter(best -> best.gain() > 0)
          .max(Comparator.comparingDouble(Best::gain))
          .ifPresent(best -> split(best.side(), rows, path));
    }
  }

  /** Whether all sides hold; asked for every row of every node, so by the plainest loop. */
  private static IntPredicate all(List<Side> path) {
    Side[] sides = path.toArray(Side[]::new);
    return row -> {
      for (Side side : sides) {
        if (!side.holds(row)) {
          return false;
        }
      }
      return true;
    };
  }

  private void split(Side first, int[] rows, List<Side> path) {
    grow(first, rows, path);
    grow(new Side(first.column(), first.split(), false), rows, path);
  }

  private void grow(Side side, int[] rows, List<Side> path) {
    List<Side> longer = new ArrayList<>(path);
    longer.add(side);
    grow(Arrays.stream(rows).filter(side::holds).toArray(), List.copyOf(longer));
  }

  /** The split of a column that lessens the squared deviation most; gain 0 if there is none. */
  private Best best(BinnedColumn column, int[] rows) {
    double[] counts = new double[column.bins()];
    double[] sums = new double[column.bins()];
    for (int row : rows) {
      counts[column.code(row)]++;
      sums[column.code(row)] += errors[row];
    }
    double all = Arrays.stream(sums).sum();
    Best best = new Best(new Side(column, 0, true), 0);
    for (int split = 0; split < column.splits(); split++) {
      double count = 0;
      double sum = 0;
      for (int code = 0; code < counts.length; code++) {
        count += column.first(split, code) ? counts[code] : 0;
        sum += column.first(split, code) ? sums[code] : 0;
      }
      double others = rows.length - count;
      if (count >= least && others >= least) {
        double gain =
            sum * sum / count + (all - sum) * (all - sum) / others - all * all / rows.length;
        best = gain > best.gain() ? new Best(new Side(column, split, true), gain) : best;
      }
    }
    return best;
  }

  /** The conditions of a path without those that others imply. */
  private static List<SegmentCondition> conditions(List<Side> path) {
    List<SegmentCondition> kept = new ArrayList<>();
    for (Side side : path) {
      SegmentCondition condition = side.column().condition(side.split(), side.first());
      kept.removeIf(condition::implies);
      kept.add(condition);
    }
    return List.copyOf(kept);
  }
}
