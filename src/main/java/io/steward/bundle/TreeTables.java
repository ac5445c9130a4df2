package io.steward.bundle;

import static io.steward.bundle.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * The attributes of the operator TreeEnsemble (ai.onnx.ml 5): all trees in one set of tables,
 * interior nodes and leaves apart, splits and leaf weights double, branch on x ≤ split, sum.
 */
final class TreeTables {
  private static final long SUM = 1;
  private static final byte BRANCH_LEQ = 0;

  private final List<Long> roots = new ArrayList<>();
  private final List<Long> features = new ArrayList<>();
  private final TensorProto.Builder splits = doubles();
  private final List<Long> trueIds = new ArrayList<>();
  private final List<Long> trueIsLeaf = new ArrayList<>();
  private final List<Long> falseIds = new ArrayList<>();
  private final List<Long> falseIsLeaf = new ArrayList<>();
  private final List<Long> leafTargets = new ArrayList<>();
  private final TensorProto.Builder leafWeights = doubles();

  boolean isEmpty() {
    return roots.isEmpty();
  }

  /** Adds a tree whose leaves count for this output. */
  void add(DecisionTree tree, int output) {
    roots.add((long) features.size());
    if (tree.isLeaf(0)) {
      addLoneLeaf(tree.value()[0], output);
      return;
    }
    long[] ids = new long[tree.nodes()];
    long interior = features.size();
    for (int node = 0; node < ids.length; node++) {
      if (tree.isLeaf(node)) {
        ids[node] = addLeaf(tree.value()[node], output);
      } else {
        ids[node] = interior++;
      }
    }
    for (int node = 0; node < ids.length; node++) {
      if (!tree.isLeaf(node)) {
        int whenTrue = tree.trueChild()[node];
        int whenFalse = tree.falseChild()[node];
        addInterior(
            tree.feature()[node],
            tree.threshold()[node],
            ids[whenTrue],
            tree.isLeaf(whenTrue),
            ids[whenFalse],
            tree.isLeaf(whenFalse));
      }
    }
  }

  List<AttributeProto> attributes(int outputs) {
    byte[] modes = new byte[features.size()];
    java.util.Arrays.fill(modes, BRANCH_LEQ);
    return List.of(
        attribute("aggregate_function", SUM),
        attribute("leaf_targetids", leafTargets),
        attribute("leaf_weights", leafWeights.addDims(leafTargets.size()).build()),
        attribute("n_targets", outputs),
        attribute("nodes_falseleafs", falseIsLeaf),
        attribute("nodes_falsenodeids", falseIds),
        attribute("nodes_featureids", features),
        attribute(
            "nodes_modes",
            TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.UINT8.getNumber())
                .addDims(modes.length)
                .setRawData(ByteString.copyFrom(modes))
                .build()),
        attribute("nodes_splits", splits.addDims(features.size()).build()),
        attribute("nodes_trueleafs", trueIsLeaf),
        attribute("nodes_truenodeids", trueIds),
        attribute("post_transform", 0),
        attribute("tree_roots", roots));
  }

  /** The operator knows no tree without a split: one whose both sides are the same. */
  private void addLoneLeaf(double value, int output) {
    long whenTrue = addLeaf(value, output);
    long whenFalse = addLeaf(value, output);
    addInterior(0, 0, whenTrue, true, whenFalse, true);
  }

  private long addLeaf(double value, int output) {
    leafTargets.add((long) output);
    leafWeights.addDoubleData(value);
    return leafTargets.size() - 1L;
  }

  private void addInterior(
      int feature,
      double split,
      long whenTrue,
      boolean trueLeaf,
      long whenFalse,
      boolean falseLeaf) {
    features.add((long) feature);
    splits.addDoubleData(split);
    trueIds.add(whenTrue);
    trueIsLeaf.add(trueLeaf ? 1L : 0L);
    falseIds.add(whenFalse);
    falseIsLeaf.add(falseLeaf ? 1L : 0L);
  }

  private static TensorProto.Builder doubles() {
    return TensorProto.newBuilder().setDataType(TensorProto.DataType.DOUBLE.getNumber());
  }
}
