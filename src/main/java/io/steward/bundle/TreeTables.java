package io.steward.bundle;

import static io.steward.bundle.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;

/**
 * The attributes of the operator TreeEnsemble (ai.onnx.ml 5): all trees in one set of tables,
 * interior nodes and leaves apart, splits and leaf weights double, branch on x ≤ split, sum.
 */
final class TreeTables {
  private static final long SUM = 1;
  private static final byte BRANCH_LEQ = 0;

  private final AttributeProto.Builder roots = integers("tree_roots");
  private final AttributeProto.Builder features = integers("nodes_featureids");
  private final TensorProto.Builder splits = doubles();
  private final AttributeProto.Builder trueIds = integers("nodes_truenodeids");
  private final AttributeProto.Builder trueIsLeaf = integers("nodes_trueleafs");
  private final AttributeProto.Builder falseIds = integers("nodes_falsenodeids");
  private final AttributeProto.Builder falseIsLeaf = integers("nodes_falseleafs");
  private final AttributeProto.Builder leafTargets = integers("leaf_targetids");
  private final TensorProto.Builder leafWeights = doubles();

  boolean isEmpty() {
    return roots.getIntsCount() == 0;
  }

  /** Adds a tree whose leaves count for this output. */
  void add(DecisionTree tree, int output) {
    roots.addInts(features.getIntsCount());
    if (tree.isLeaf(0)) {
      addLoneLeaf(tree.value()[0], output);
      return;
    }
    long[] ids = new long[tree.nodes()];
    long interior = features.getIntsCount();
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
    byte[] modes = new byte[features.getIntsCount()];
    Arrays.fill(modes, BRANCH_LEQ);
    return List.of(
        attribute("aggregate_function", SUM),
        leafTargets.build(),
        attribute("leaf_weights", leafWeights.addDims(leafTargets.getIntsCount()).build()),
        attribute("n_targets", outputs),
        falseIsLeaf.build(),
        falseIds.build(),
        features.build(),
        attribute(
            "nodes_modes",
            TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.UINT8.getNumber())
                .addDims(modes.length)
                .setRawData(ByteString.copyFrom(modes))
                .build()),
        attribute("nodes_splits", splits.addDims(features.getIntsCount()).build()),
        trueIsLeaf.build(),
        trueIds.build(),
        attribute("post_transform", 0),
        roots.build());
  }

  /** The operator knows no tree without a split: one whose both sides are the same. */
  private void addLoneLeaf(double value, int output) {
    long whenTrue = addLeaf(value, output);
    long whenFalse = addLeaf(value, output);
    addInterior(0, 0, whenTrue, true, whenFalse, true);
  }

  private long addLeaf(double value, int output) {
    leafTargets.addInts(output);
    leafWeights.addDoubleData(value);
    return leafTargets.getIntsCount() - 1L;
  }

  private void addInterior(
      int feature,
      double split,
      long whenTrue,
      boolean trueLeaf,
      long whenFalse,
      boolean falseLeaf) {
    features.addInts(feature);
    splits.addDoubleData(split);
    trueIds.addInts(whenTrue);
    trueIsLeaf.addInts(trueLeaf ? 1 : 0);
    falseIds.addInts(whenFalse);
    falseIsLeaf.addInts(falseLeaf ? 1 : 0);
  }

  /** Whole numbers, unboxed: a large forest has millions of nodes. */
  private static AttributeProto.Builder integers(String name) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
  }

  private static TensorProto.Builder doubles() {
    return TensorProto.newBuilder().setDataType(TensorProto.DataType.DOUBLE.getNumber());
  }
}
