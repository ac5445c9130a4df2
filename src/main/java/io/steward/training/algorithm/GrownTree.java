package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import java.util.function.ToDoubleFunction;

/**
 * A tree whose leaves hold what its rows' targets are on average. The arrays are those of {@link
 * DecisionTree}.
 *
 * @param leaves the mean target, one array a node; empty at inner nodes
 */
record GrownTree(
    int[] feature, double[] threshold, int[] trueChild, int[] falseChild, double[][] leaves) {

  /** The mean target in the leaf of a row. */
  double[] leaf(double[] row) {
    int node = 0;
    while (feature[node] >= 0) {
      node = row[feature[node]] <= threshold[node] ? trueChild[node] : falseChild[node];
    }
    return leaves[node];
  }

  /** The tree with a value a leaf, made of its mean target. */
  DecisionTree withLeaves(ToDoubleFunction<double[]> value) {
    double[] values = new double[leaves.length];
    for (int node = 0; node < values.length; node++) {
      values[node] = feature[node] < 0 ? value.applyAsDouble(leaves[node]) : 0;
    }
    return new DecisionTree(feature, threshold, trueChild, falseChild, values);
  }
}
