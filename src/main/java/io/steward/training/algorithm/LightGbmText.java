package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the trees from the text form of a LightGBM model (version 4: blocks of {@code key=value}
 * lines that start with {@code Tree=}; a negative child is the leaf ~child; leaf values hold
 * shrinkage and start value already).
 */
final class LightGbmText {
  /** The library takes what is no further from zero than this for zero (its kZeroThreshold). */
  private static final double ZERO = 1e-35f;

  private static final int CATEGORICAL = 1;
  private static final int MISSING_SHIFT = 2;
  private static final int MISSING_BITS = 3;

  private LightGbmText() {}

  /**
   * The trees, one list an output of the library.
   *
   * @param outputs how many trees an iteration grows
   */
  static List<List<DecisionTree>> trees(String model, int outputs) {
    List<List<DecisionTree>> trees =
        Stream.generate(() -> (List<DecisionTree>) new ArrayList<DecisionTree>())
            .limit(outputs)
            .toList();
    String[] blocks = model.split("\nend of trees", 2)[0].split("\nTree=", -1);
    for (int i = 1; i < blocks.length; i++) {
      trees.get((i - 1) % outputs).add(tree(values(blocks[i])));
    }
    return trees;
  }

  private static Map<String, String> values(String block) {
    Map<String, String> values = new HashMap<>();
    for (String line : block.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    return values;
  }

  private static DecisionTree tree(Map<String, String> values) {
    double[] leaves = numbers(values, "leaf_value");
    if (leaves.length == 1) {
      return DecisionTree.leaf(leaves[0]);
    }
    double[] splitFeatures = numbers(values, "split_feature");
    double[] splitValues = numbers(values, "threshold");
    double[] kinds = numbers(values, "decision_type");
    double[] left = numbers(values, "left_child");
    double[] right = numbers(values, "right_child");
    int inner = splitFeatures.length;
    int nodes = inner + leaves.length;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] trueChild = new int[nodes];
    int[] falseChild = new int[nodes];
    double[] value = new double[nodes];
    for (int i = 0; i < inner; i++) {
      check((int) kinds[i]);
      feature[i] = (int) splitFeatures[i];
      threshold[i] = threshold(splitValues[i]);
      trueChild[i] = node((int) left[i], inner);
      falseChild[i] = node((int) right[i], inner);
    }
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      feature[inner + leaf] = -1;
      value[inner + leaf] = leaves[leaf];
    }
    return new DecisionTree(feature, threshold, trueChild, falseChild, value);
  }

  private static int node(int child, int inner) {
    return child >= 0 ? child : inner + ~child;
  }

  /** The split as it is for rows in which values near zero are not taken for zero. */
  private static double threshold(double split) {
    if (Math.abs(split) > ZERO) {
      return split;
    }
    return split < 0 ? Math.nextDown(-ZERO) : ZERO;
  }

  private static void check(int kind) {
    if ((kind & CATEGORICAL) != 0 || ((kind >> MISSING_SHIFT) & MISSING_BITS) != 0) {
      throw new IllegalStateException(
          "Cannot export a split of LightGBM's kind "
              + kind
              + "; only plain splits of numbers were asked for.");
    }
  }

  private static double[] numbers(Map<String, String> values, String key) {
    String text = values.getOrDefault(key, "");
    return text.isEmpty()
        ? new double[0]
        : Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
