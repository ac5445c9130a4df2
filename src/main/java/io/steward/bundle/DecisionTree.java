package io.steward.bundle;

/**
 * A binary decision tree as parallel arrays, one element a node; node 0 is the root. A node with
 * feature −1 is a leaf and holds the value; any other sends a row to {@code trueChild} if
 * x[feature] ≤ threshold, else to {@code falseChild}. Children come after their parent.
 *
 * @param feature the feature that a node splits on, or −1 for a leaf
 * @param threshold unused at leaves
 * @param trueChild unused at leaves
 * @param falseChild unused at leaves
 * @param value what a leaf adds to the score, already weighted; unused elsewhere
 */
public record DecisionTree(
    int[] feature, double[] threshold, int[] trueChild, int[] falseChild, double[] value) {

  public DecisionTree {
    int nodes = feature.length;
    if (nodes == 0
        || threshold.length != nodes
        || trueChild.length != nodes
        || falseChild.length != nodes
        || value.length != nodes) {
      throw new IllegalArgumentException(
          "A decision tree needs at least one node and five arrays of the same length.");
    }
    for (int node = 0; node < nodes; node++) {
      checkNode(node, feature, threshold, trueChild, falseChild, value);
    }
  }

  private static void checkNode(
      int node,
      int[] feature,
      double[] threshold,
      int[] trueChild,
      int[] falseChild,
      double[] value) {
    if (feature[node] < 0) {
      if (!Double.isFinite(value[node])) {
        throw new IllegalArgumentException("Leaf " + node + " has the value " + value[node] + ".");
      }
      return;
    }
    if (!Double.isFinite(threshold[node])) {
      throw new IllegalArgumentException(
          "Node " + node + " has the threshold " + threshold[node] + ".");
    }
    // Children after parents: a walk always ends.
    if (trueChild[node] <= node
        || falseChild[node] <= node
        || trueChild[node] >= feature.length
        || falseChild[node] >= feature.length) {
      throw new IllegalArgumentException(
          "Node "
              + node
              + " has the children "
              + trueChild[node]
              + " and "
              + falseChild[node]
              + "; both must come after it, below "
              + feature.length
              + ".");
    }
  }

  /** A tree that is one leaf. */
  public static DecisionTree leaf(double value) {
    return new DecisionTree(
        new int[] {-1}, new double[1], new int[1], new int[1], new double[] {value});
  }

  /** The same tree that adds this many times as much to the score. */
  public DecisionTree weighted(double weight) {
    double[] weighted = new double[value.length];
    for (int node = 0; node < weighted.length; node++) {
      weighted[node] = value[node] * weight;
    }
    return new DecisionTree(feature, threshold, trueChild, falseChild, weighted);
  }

  /** Whether this node is a leaf. */
  public boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  /** How many nodes there are, leaves included. */
  public int nodes() {
    return feature.length;
  }

  /** The value of the leaf that a row ends in. */
  public double score(double[] features) {
    int node = 0;
    while (feature[node] >= 0) {
      node = features[feature[node]] <= threshold[node] ? trueChild[node] : falseChild[node];
    }
    return value[node];
  }
}
