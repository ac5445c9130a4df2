package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import smile.model.cart.LeafNode;

/** Gathers trees whose leaves add to the probability of each class, one ensemble an output. */
final class ClassTrees {
  private final ClassCodes codes;
  private final List<List<DecisionTree>> ensembles;

  ClassTrees(ClassCodes codes) {
    this.codes = codes;
    this.ensembles =
        Stream.generate(() -> (List<DecisionTree>) new ArrayList<DecisionTree>())
            .limit(codes.binary() ? 1 : codes.classes())
            .toList();
  }

  /** What a leaf adds to the probability of a class, by the class's number among those present. */
  @FunctionalInterface
  interface LeafValue {
    double of(LeafNode leaf, int code);
  }

  void add(TreeExport tree, LeafValue value) {
    if (codes.binary()) {
      ensembles.getFirst().add(tree.withLeaves(leaf -> value.of(leaf, 1)));
      return;
    }
    for (int i = 0; i < codes.size(); i++) {
      int code = i;
      ensembles.get(codes.present()[i]).add(tree.withLeaves(leaf -> value.of(leaf, code)));
    }
  }

  /** The model so far. A class that does not occur gets a probability of exactly zero. */
  TreeModel model() {
    return new TreeModel(ensembles, new double[ensembles.size()], Link.IDENTITY);
  }
}
