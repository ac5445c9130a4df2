package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import io.steward.bundle.TreeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trees that vote on classes. Grown on {@link ClassCodes#targets}, so that a leaf holds the share
 * of each class, or of the second one if the task has two.
 */
final class ClassTrees {
  private final ClassCodes codes;
  private final List<GrownTree> trees = new ArrayList<>();
  private final List<LeafVote> votes = new ArrayList<>();

  ClassTrees(ClassCodes codes) {
    this.codes = codes;
  }

  /** What a leaf adds to the outputs, from the shares of its classes; in the same shape. */
  @FunctionalInterface
  interface LeafVote {
    double[] of(double[] shares);
  }

  void add(GrownTree tree, LeafVote vote) {
    trees.add(tree);
    votes.add(vote);
  }

  /** The sum of all votes. A class that does not occur gets a probability of exactly zero. */
  FittedModel fitted() {
    return codes.fitted(portable(), this::probabilities);
  }

  private TreeModel portable() {
    List<List<DecisionTree>> ensembles =
        Stream.generate(() -> (List<DecisionTree>) new ArrayList<DecisionTree>())
            .limit(codes.binary() ? 1 : codes.classes())
            .toList();
    for (int t = 0; t < trees.size(); t++) {
      LeafVote vote = votes.get(t);
      for (int k = 0; k < codes.width(); k++) {
        int output = k;
        ensembles
            .get(codes.binary() ? 0 : codes.present()[k])
            .add(trees.get(t).withLeaves(shares -> vote.of(shares)[output]));
      }
    }
    return new TreeModel(ensembles, new double[ensembles.size()], Link.IDENTITY);
  }

  /** Of one row, by the grown trees themselves; one a class that occurs. */
  private double[] probabilities(double[] row) {
    double[] sums = new double[codes.width()];
    for (int t = 0; t < trees.size(); t++) {
      double[] vote = votes.get(t).of(trees.get(t).leaf(row));
      for (int k = 0; k < sums.length; k++) {
        sums[k] += vote[k];
      }
    }
    return codes.binary() ? new double[] {1 - sums[0], sums[0]} : sums;
  }
}
