package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.io.Serial;
import java.util.Optional;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.ValueVector;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.OrdinalSplit;
import smile.model.cart.Split;
import smile.model.cart.SplitRule;

/**
 * The library's classification tree (CART, Gini impurity), with three differences, of which the
 * first two order rows better by 0.01 AUC on the churn data. Leaves stay apart that name the same
 * class: the library joins such neighbours at the end, and with them their different probabilities.
 * Each place between two values of a feature is tried as a split: the library skips one where the
 * rows next to it happen to be of one class, which is right only if no other row has these values.
 * And growing can be stopped at each split.
 */
final class ClassTree extends DecisionTree {
  @Serial private static final long serialVersionUID = 1L;

  /** Less than this is no gain but rounding. */
  private static final double LEAST_GAIN = 1e-9;

  private final transient Cancellation cancellation;
  private final transient int[] classes;

  /** Counted while the library's constructor runs, so there must be no initializer. */
  private int leaves;

  /**
   * Grows a tree; to be called on a thread of {@link FitThreads}.
   *
   * @param splitFeatures how many features are tried at a split
   * @param samples how often each row counts
   * @param order of the rows by each feature, as the library makes it
   */
  ClassTree(
      DataFrame frame,
      ClassCodes codes,
      TreeOptions options,
      int splitFeatures,
      int[] samples,
      int[][] order,
      Cancellation cancellation) {
    this.cancellation = cancellation;
    this.classes = codes.codes();
    super(
        frame,
        codes.codes(),
        new StructField("y", DataTypes.IntType),
        codes.size(),
        SplitRule.GINI,
        options.maxDepth(),
        options.maxLeaves(),
        options.minLeaf(),
        splitFeatures,
        samples,
        order);
  }

  @Override
  protected LeafNode newNode(int[] rows) {
    cancellation.check();
    return new Leaf(((DecisionNode) super.newNode(rows)).count(), leaves++);
  }

  /**
   * The best split of a node by a feature. Its score is by how much the Gini impurities of the
   * children, each times its rows, are less than the parent's.
   *
   * @param from where the node's rows start in the order of each feature
   * @param to where they end, not included
   */
  @Override
  protected Optional<Split> findBestSplit(
      LeafNode node, int feature, double impurity, int from, int to) {
    ValueVector values = x.column(feature);
    int[] total = ((DecisionNode) node).count();
    int rows = node.size();
    long[] below = new long[total.length];
    double squaresBelow = 0;
    double squaresAbove = 0;
    for (int count : total) {
      squaresAbove += (double) count * count;
    }
    double parent = squaresAbove / rows;
    int rowsBelow = 0;
    double last = Double.NEGATIVE_INFINITY;
    double best = LEAST_GAIN;
    double bestValue = Double.NaN;
    int bestBelow = 0;
    for (int i = from; i < to; i++) {
      int row = order[feature][i];
      double value = values.getDouble(row);
      if (value > last
          && rowsBelow >= Math.max(1, nodeSize)
          && rows - rowsBelow >= Math.max(1, nodeSize)) {
        double gain = squaresBelow / rowsBelow + squaresAbove / (rows - rowsBelow) - parent;
        if (gain > best) {
          best = gain;
          bestValue = between(last, value);
          bestBelow = rowsBelow;
        }
      }
      // Moves the row over: (n + w)² = n² + w (2n + w).
      double weight = samples[row];
      int k = classes[row];
      squaresBelow += weight * (2 * below[k] + weight);
      squaresAbove -= weight * (2 * (total[k] - below[k]) - weight);
      below[k] += samples[row];
      rowsBelow += samples[row];
      last = value;
    }
    if (bestBelow == 0) {
      return Optional.empty();
    }
    double split = bestValue;
    return Optional.of(
        new OrdinalSplit(
            node,
            feature,
            split,
            best,
            from,
            to,
            bestBelow,
            rows - bestBelow,
            row -> values.getDouble(row) <= split));
  }

  /** A number that is at least the lower one and less than the upper one. */
  private static double between(double lower, double upper) {
    double middle = lower / 2 + upper / 2;
    return middle >= lower && middle < upper ? middle : lower;
  }

  /** A leaf that is like no other, so that it is not joined with its neighbour. */
  private static final class Leaf extends DecisionNode {
    @Serial private static final long serialVersionUID = 1L;

    private final int number;

    Leaf(int[] count, int number) {
      super(count);
      this.number = number;
    }

    @Override
    public int output() {
      return number;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }
}
