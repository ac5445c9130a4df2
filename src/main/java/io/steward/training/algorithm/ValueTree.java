package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.io.Serial;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.model.cart.LeafNode;
import smile.model.cart.Loss;
import smile.regression.RegressionTree;

/** The library's regression tree, whose growing can be stopped at each split. */
final class ValueTree extends RegressionTree {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Cancellation cancellation;

  /**
   * Grows a tree; to be called on a thread of {@link FitThreads} during {@link SplitBins#EXACT}.
   * The arguments are those of {@link ClassTree}.
   */
  ValueTree(
      DataFrame frame,
      double[] y,
      TreeOptions options,
      int splitFeatures,
      int[] samples,
      int[][] order,
      Cancellation cancellation) {
    this.cancellation = cancellation;
    super(
        frame,
        Loss.ls(y),
        new StructField("y", DataTypes.DoubleType),
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
    return super.newNode(rows);
  }
}
