package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Grows trees on rows that are drawn for each (CART: Breiman et al., 1984), the split with the
 * greatest gain first. Asks at each split whether to stop. Safe for use by many threads; the same
 * arguments give the same tree, bit for bit.
 *
 * @param targets one array a row: 0 or 1 a class, or a value
 * @param splitFeatures how many features are tried at a split
 */
record TreeGrower(
    BinnedFeatures features,
    double[][] targets,
    TreeOptions options,
    int splitFeatures,
    Cancellation cancellation) {

  /**
   * Grows one tree.
   *
   * @param weights how often each row counts, at least one of them above 0
   */
  GrownTree grow(int[] weights, SplittableRandom random) {
    return new Growth(weights, random).grow();
  }

  /** A node: its rows, and the best split of it. */
  private record Node(
      int number, int from, int to, int depth, double[] mean, SplitSearch.Found split) {}

  /** The growing of one tree. */
  private final class Growth {
    private final int[] weights;
    private final int[] rows;
    private final int[] spare;
    private final SplitSearch search;
    private final List<Node> nodes = new ArrayList<>();

    /** The first child of each node that was split; the other one follows it. */
    private final List<Integer> children = new ArrayList<>();

    private final PriorityQueue<Node> splittable =
        new PriorityQueue<>(
            Comparator.comparingDouble((Node node) -> -node.split().gain())
                .thenComparingInt(Node::number));

    Growth(int[] weights, SplittableRandom random) {
      this.weights = weights;
      this.rows = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
      this.spare = new int[rows.length];
      this.search =
          new SplitSearch(
              features, targets, weights, splitFeatures, Math.max(1, options.minLeaf()), random);
    }

    GrownTree grow() {
      add(0, rows.length, 1);
      for (int leaves = 1; leaves < options.maxLeaves() && !splittable.isEmpty(); leaves++) {
        cancellation.check();
        Node node = splittable.remove();
        int middle = part(node);
        children.set(node.number(), nodes.size());
        add(node.from(), middle, node.depth() + 1);
        add(middle, node.to(), node.depth() + 1);
      }
      return tree();
    }

    private void add(int from, int to, int depth) {
      double[] sums = search.sums(rows, from, to);
      long weight = 0;
      for (int i = from; i < to; i++) {
        weight += weights[rows[i]];
      }
      SplitSearch.Found split =
          depth < options.maxDepth()
              ? search.best(rows, from, to, weight, sums)
              : SplitSearch.Found.NOTHING;
      for (int c = 0; c < sums.length; c++) {
        sums[c] /= weight;
      }
      Node node = new Node(nodes.size(), from, to, depth, sums, split);
      nodes.add(node);
      children.add(0);
      if (split.any()) {
        splittable.add(node);
      }
    }

    /** Puts the rows of the true child before the others, both in their order. */
    private int part(Node node) {
      byte[] bins = features.bins(node.split().feature());
      int below = node.from();
      int above = 0;
      for (int i = node.from(); i < node.to(); i++) {
        int row = rows[i];
        if ((bins[row] & 0xff) <= node.split().bin()) {
          rows[below++] = row;
        } else {
          spare[above++] = row;
        }
      }
      System.arraycopy(spare, 0, rows, below, above);
      return below;
    }

    private GrownTree tree() {
      int count = nodes.size();
      GrownTree tree =
          new GrownTree(
              new int[count],
              new double[count],
              new int[count],
              new int[count],
              new double[count][]);
      for (Node node : nodes) {
        int i = node.number();
        int child = children.get(i);
        boolean leaf = child == 0;
        tree.feature()[i] = leaf ? -1 : node.split().feature();
        tree.threshold()[i] = leaf ? 0 : features.upTo(node.split().feature(), node.split().bin());
        tree.trueChild()[i] = child;
        tree.falseChild()[i] = leaf ? 0 : child + 1;
        tree.leaves()[i] = leaf ? node.mean() : new double[0];
      }
      return tree;
    }
  }
}
