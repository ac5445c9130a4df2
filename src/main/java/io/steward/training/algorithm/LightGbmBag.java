package io.steward.training.algorithm;

import io.steward.bundle.DecisionTree;
import io.steward.bundle.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Models of LightGBM that differ by their seed only, as one whose scores are the means of theirs
 * (bagging, Breiman 1996). Where there are few rows, a single model's score depends much on what
 * its seed drew; their mean does less.
 *
 * @param models in the library's text form, at least one
 * @param outputs scores a row: one a class, or one
 */
record LightGbmBag(List<String> models, int outputs) {

  /**
   * The trees whose sum is the mean, one list an output. A round's trees of all models stand
   * together, so that the trees of the first rounds are what fewer rounds would have grown.
   */
  List<List<DecisionTree>> trees() {
    List<List<List<DecisionTree>>> each =
        models.stream().map(model -> LightGbmText.trees(model, outputs)).toList();
    List<List<DecisionTree>> trees = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      trees.add(interleaved(each, output));
    }
    return trees;
  }

  private static List<DecisionTree> interleaved(List<List<List<DecisionTree>>> each, int output) {
    int rounds = each.stream().mapToInt(model -> model.get(output).size()).max().orElse(0);
    List<DecisionTree> trees = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (List<List<DecisionTree>> model : each) {
        List<DecisionTree> own = model.get(output);
        // A model that could not split any more has fewer trees, but its rounds must be counted.
        DecisionTree tree = round < own.size() ? own.get(round) : DecisionTree.leaf(0);
        trees.add(tree.weighted(1.0 / each.size()));
      }
    }
    return trees;
  }

  /** The library's own scores, their mean, and the link. */
  UnaryOperator<double[]> predictions(Link link) {
    List<LightGbmPredictor> predictors =
        models.stream().map(model -> new LightGbmPredictor(model, outputs)).toList();
    return row -> {
      double[] means = new double[outputs];
      for (LightGbmPredictor predictor : predictors) {
        double[] scores = predictor.apply(row);
        for (int output = 0; output < outputs; output++) {
          means[output] += scores[output] / predictors.size();
        }
      }
      link.apply(means);
      return means;
    };
  }
}
