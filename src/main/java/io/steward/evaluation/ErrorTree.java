package io.steward.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A shallow regression tree on the errors of rows (CART: the split that lessens the squared
 * deviation most). All its nodes are candidates for a segment, not only the leaves.
 */
final class ErrorTree {
  private static final int DEPTH = 4;

  /** One side of a split. */
  private record Side(BinnedColumn column, int split, boolean first) {
    boolean holds(int row) {
      return column.first(split, column.code(row)) == first;
    }
  }

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
   * Grows a tree and gives its nodes, without the root.
   *
   * @param errors one a row of the table
   * @param rows the rows to grow on
   * @param least no node has fewer rows
   */
  static List<Node> nodes(List<BinnedColumn> columns, double[] errors, int[] rows, int least) {
    ErrorTree tree = new ErrorTree(columns, errors, least);
    tree.grow(rows, List.of());
    return tree.nodes;
  }

  private void grow(int[] rows, List<Side> path) {
    if (!path.isEmpty()) {
      nodes.add(new Node(conditions(path), row -> path.stream().allMatch(s -> s.holds(row))));
    }
    Side best = path.size() < DEPTH ? best(rows) : null;
    if (best != null) {
      grow(best, rows, path);
      grow(new Side(best.column(), best.split(), false), rows, path);
    }
  }

  private void grow(Side side, int[] rows, List<Side> path) {
    List<Side> longer = new ArrayList<>(path);
    longer.add(side);
    grow(Arrays.stream(rows).filter(side::holds).toArray(), List.copyOf(longer));
  }

  private @Nullable Side best(int[] rows) {
    Side best = null;
    double most = 0;
    for (BinnedColumn column : columns) {
      double[] counts = new double[column.bins()];
      double[] sums = new double[column.bins()];
      for (int row : rows) {
        counts[column.code(row)]++;
        sums[column.code(row)] += errors[row];
      }
      double all = Arrays.stream(sums).sum();
      for (int split = 0; split < column.splits(); split++) {
        double count = 0;
        double sum = 0;
        for (int code = 0; code < counts.length; code++) {
          if (column.first(split, code)) {
            count += counts[code];
            sum += sums[code];
          }
        }
        double others = rows.length - count;
        if (count < least || others < least) {
          continue;
        }
        double gain =
            sum * sum / count + (all - sum) * (all - sum) / others - all * all / rows.length;
        if (gain > most) {
          most = gain;
          best = new Side(column, split, true);
        }
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
