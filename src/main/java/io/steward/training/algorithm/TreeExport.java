package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import smile.data.Tuple;
import smile.model.cart.InternalNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;

/**
 * Reads the library's tree once, for as many outputs as are needed. The exact split values are not
 * public; they are found by bisecting over the bits of doubles with the public {@code branch}.
 */
final class TreeExport {
  private final List<Node> nodes = new ArrayList<>();
  private final int[] feature;
  private final double[] threshold;
  private final int[] trueChild;
  private final int[] falseChild;

  TreeExport(Node root, int features, Frames frames) {
    number(root);
    feature = new int[nodes.size()];
    threshold = new double[nodes.size()];
    trueChild = new int[nodes.size()];
    falseChild = new int[nodes.size()];
    double[] probe = new double[features];
    Tuple tuple = frames.tuple(probe);
    int[] next = {0};
    fill(next, probe, tuple);
  }

  /** The tree with a value a leaf. */
  DecisionTree withLeaves(ToDoubleFunction<LeafNode> value) {
    double[] values = new double[nodes.size()];
    for (int i = 0; i < values.length; i++) {
      if (nodes.get(i) instanceof LeafNode leaf) {
        values[i] = value.applyAsDouble(leaf);
      }
    }
    return new DecisionTree(feature, threshold, trueChild, falseChild, values);
  }

  /** Parents before their children, the true child first. */
  private void number(Node node) {
    nodes.add(node);
    if (node instanceof InternalNode inner) {
      number(inner.trueChild());
      number(inner.falseChild());
    }
  }

  private void fill(int[] next, double[] probe, Tuple tuple) {
    int node = next[0]++;
    switch (nodes.get(node)) {
      case OrdinalNode split -> {
        feature[node] = split.feature();
        threshold[node] = threshold(split, probe, tuple);
        trueChild[node] = next[0];
        fill(next, probe, tuple);
        falseChild[node] = next[0];
        fill(next, probe, tuple);
      }
      case LeafNode leaf -> feature[node] = -1;
      default ->
          throw new IllegalStateException(
              "Cannot export a split of kind " + nodes.get(node).getClass().getSimpleName());
    }
  }

  /** The greatest double that goes to the true child: x ≤ threshold is then exactly the split. */
  private static double threshold(OrdinalNode split, double[] probe, Tuple tuple) {
    int j = split.feature();
    long low = orderOf(-Double.MAX_VALUE);
    long high = orderOf(Double.MAX_VALUE);
    while (low < high) {
      // Rounded up, so that the range always shrinks; written so that it does not overflow.
      long middle = (low & high) + ((low ^ high) >> 1) + ((low ^ high) & 1);
      probe[j] = valueOf(middle);
      if (split.branch(tuple)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    probe[j] = 0;
    return valueOf(low);
  }

  /** A whole number that orders doubles as their values do. */
  private static long orderOf(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double valueOf(long order) {
    return Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE));
  }
}
