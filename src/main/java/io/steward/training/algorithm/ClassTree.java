package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.io.Serial;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.SplitRule;

/**
 * The library's classification tree, with two differences. Leaves stay apart that name the same
 * class: the library joins such neighbours at the end, and with them their different probabilities,
 * which costs a forest of 200 trees about 0.01 AUC. And growing can be stopped at each split.
 */
final class ClassTree extends DecisionTree {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Cancellation cancellation;

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
