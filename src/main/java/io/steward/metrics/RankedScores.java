package io.steward.metrics;

/** Scores of the positive class, sorted once, and what follows from their order. */
final class RankedScores {
  private final int[] order;

  /** 1 for a positive row, else 0: a factor is quicker than a branch that nobody can foresee. */
  private final double[] positive;

  /** Whether the next row in the order has another score, so that a group of ties ends here. */
  private final boolean[] groupEnds;

  RankedScores(double[] truth, double[] scores) {
    order = Order.descending(scores);
    positive = new double[order.length];
    groupEnds = new boolean[order.length];
    for (int place = 0; place < order.length; place++) {
      positive[place] = truth[order[place]] == 1 ? 1 : 0;
      groupEnds[place] =
          place + 1 == order.length || scores[order[place]] != scores[order[place + 1]];
    }
  }

  /** Probability that a positive row has a higher score than a negative one; a tie counts half. */
  double auc(double[] weights) {
    double positives = 0;
    double negatives = 0;
    double pairs = 0;
    double tiedPositives = 0;
    double tiedNegatives = 0;
    for (int place = 0; place < order.length; place++) {
      double weight = weights[order[place]];
      double ofPositive = weight * positive[place];
      tiedPositives += ofPositive;
      tiedNegatives += weight - ofPositive;
      if (groupEnds[place]) {
        pairs += tiedNegatives * (positives + tiedPositives / 2);
        positives += tiedPositives;
        negatives += tiedNegatives;
        tiedPositives = 0;
        tiedNegatives = 0;
      }
    }
    return positives > 0 && negatives > 0 ? pairs / (positives * negatives) : Double.NaN;
  }

  /** Sum over thresholds of precision times the gain in recall, without interpolation. */
  double averagePrecision(double[] weights) {
    double found = 0;
    double alarms = 0;
    double gained = 0;
    double sum = 0;
    for (int place = 0; place < order.length; place++) {
      double weight = weights[order[place]];
      alarms += weight;
      gained += weight * positive[place];
      if (groupEnds[place]) {
        found += gained;
        if (gained > 0) {
          sum += gained * found / alarms;
        }
        gained = 0;
      }
    }
    return found > 0 ? sum / found : Double.NaN;
  }
}
