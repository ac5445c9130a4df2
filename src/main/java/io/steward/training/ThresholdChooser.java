package io.steward.training;

import io.steward.charter.Charter.ErrorCosts;
import java.util.stream.IntStream;

/**
 * Chooses the probability from which the positive class is answered, so that the errors cost least
 * on predictions for rows that the model did not learn from. The candidates lie midway between
 * neighbouring predictions; of equally cheap ones the nearest to costFP / (costFP + costFN) is
 * taken, which is the best threshold of a calibrated model (Elkan, 2001).
 */
final class ThresholdChooser {
  private ThresholdChooser() {}

  /**
   * @param truth 0 or 1, one a row
   * @param positive the predicted probability of class 1, one a row
   * @return 0 to 1
   */
  static double choose(double[] truth, double[] positive, ErrorCosts costs) {
    double total = costs.falsePositive() + costs.falseNegative();
    double calibrated = total > 0 ? costs.falsePositive() / total : 0.5;
    int[] order =
        IntStream.range(0, truth.length)
            .boxed()
            .sorted((a, b) -> Double.compare(positive[a], positive[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    // Everything is answered positive; row by row the least probable become negative.
    double cost = 0;
    for (double value : truth) {
      cost += value == 0 ? costs.falsePositive() : 0;
    }
    double best = 0;
    double bestCost = cost;
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      cost += truth[row] == 1 ? costs.falseNegative() : -costs.falsePositive();
      double here = positive[row];
      double next = i + 1 < order.length ? positive[order[i + 1]] : 1;
      double threshold = here / 2 + next / 2;
      if (threshold <= here) {
        continue; // Equal neighbours cannot be told apart.
      }
      // Sums of costs in another order differ in their last bits: those count as equal.
      double tolerance = 1e-12 * truth.length * total;
      boolean cheaper = cost < bestCost - tolerance;
      boolean nearer =
          Math.abs(cost - bestCost) <= tolerance
              && Math.abs(threshold - calibrated) < Math.abs(best - calibrated);
      if (cheaper || nearer) {
        best = threshold;
        bestCost = cost;
      }
    }
    return best;
  }
}
