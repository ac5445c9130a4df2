package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Makes models of boosted trees, whose sums are turned into probabilities by a link. */
final class ClassScores {
  private ClassScores() {}

  /**
   * The model when two classes occur, of however many there are.
   *
   * @param base added to the sum of the trees; the sigmoid of both is the second one's probability
   */
  static TreeModel ofTwo(ClassCodes codes, List<DecisionTree> trees, double base) {
    if (codes.binary()) {
      return new TreeModel(List.of(trees), new double[] {base}, Link.SIGMOID);
    }
    // A softmax over 0 and the score is the same sigmoid.
    List<List<DecisionTree>> ensembles = none(codes);
    double[] bases = never(codes);
    ensembles.set(codes.present()[1], trees);
    bases[codes.present()[0]] = 0;
    bases[codes.present()[1]] = base;
    return new TreeModel(ensembles, bases, Link.SOFTMAX);
  }

  /**
   * The model when more than two classes occur.
   *
   * @param trees one list a class that occurs; the softmax of their sums are the probabilities
   */
  static TreeModel ofMany(ClassCodes codes, List<List<DecisionTree>> trees) {
    List<List<DecisionTree>> ensembles = none(codes);
    double[] bases = never(codes);
    for (int i = 0; i < codes.size(); i++) {
      ensembles.set(codes.present()[i], trees.get(i));
      bases[codes.present()[i]] = 0;
    }
    return new TreeModel(ensembles, bases, Link.SOFTMAX);
  }

  private static List<List<DecisionTree>> none(ClassCodes codes) {
    return new ArrayList<>(Collections.nCopies(codes.classes(), List.of()));
  }

  private static double[] never(ClassCodes codes) {
    double[] bases = new double[codes.classes()];
    Arrays.fill(bases, ClassCodes.NEVER);
    return bases;
  }
}
