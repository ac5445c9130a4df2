package io.steward.bundle;

import java.util.List;

/**
 * Sums of decision trees: score<sub>k</sub> = base<sub>k</sub> + Σ over the trees of ensemble k.
 * Forests and boosting both; leaf values are already weighted.
 *
 * @param ensembles one list of trees an output; a list may be empty
 * @param base one number an output
 */
public record TreeModel(List<List<DecisionTree>> ensembles, double[] base, Link link)
    implements PortableModel {

  public TreeModel {
    ensembles = ensembles.stream().map(List::copyOf).toList();
    if (ensembles.isEmpty() || ensembles.size() != base.length) {
      throw new IllegalArgumentException(
          "A tree model needs one base an ensemble; it has "
              + base.length
              + " and "
              + ensembles.size()
              + ".");
    }
    Finite.check("bases", base);
  }

  @Override
  public int features() {
    int most = -1;
    for (List<DecisionTree> ensemble : ensembles) {
      for (DecisionTree tree : ensemble) {
        for (int feature : tree.feature()) {
          most = Math.max(most, feature);
        }
      }
    }
    return most + 1;
  }

  @Override
  public int outputs() {
    return ensembles.size();
  }

  @Override
  public double[] predict(double[] features) {
    double[] scores = new double[ensembles.size()];
    for (int k = 0; k < scores.length; k++) {
      double sum = 0;
      for (DecisionTree tree : ensembles.get(k)) {
        sum += tree.score(features);
      }
      scores[k] = sum + base[k];
    }
    link.apply(scores);
    return scores;
  }

  /**
   * The outputs for one row of the models that have only the first so many trees of each ensemble:
   * to the bit what such a model predicts, in one walk through the trees.
   *
   * @param counts ascending
   * @return one array of outputs a count
   */
  public double[][] predictStaged(double[] features, int[] counts) {
    double[][] staged = new double[counts.length][ensembles.size()];
    for (int k = 0; k < base.length; k++) {
      List<DecisionTree> trees = ensembles.get(k);
      double sum = 0;
      int next = 0;
      for (int stage = 0; stage < counts.length; stage++) {
        for (; next < Math.min(counts[stage], trees.size()); next++) {
          sum += trees.get(next).score(features);
        }
        staged[stage][k] = sum + base[k];
      }
    }
    for (double[] scores : staged) {
      link.apply(scores);
    }
    return staged;
  }
}
