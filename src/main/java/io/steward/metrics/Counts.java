package io.steward.metrics;

/**
 * The four counts of one class against the rest, and the rates that follow from them. A rate whose
 * denominator is 0 is NaN: it cannot be said.
 *
 * @param truePositives weight of the rows of the class that are answered so
 * @param falsePositives weight of other rows that are answered so
 * @param trueNegatives weight of other rows that are answered otherwise
 * @param falseNegatives weight of the rows of the class that are answered otherwise
 */
public record Counts(
    double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {

  /** Counts the rows, each with its weight. */
  public static Counts of(double[] truth, int[] answers, int index, double[] weights) {
    double truePositives = 0;
    double falsePositives = 0;
    double trueNegatives = 0;
    double falseNegatives = 0;
    for (int row = 0; row < truth.length; row++) {
      double weight = weights[row];
      if (truth[row] == index) {
        if (answers[row] == index) {
          truePositives += weight;
        } else {
          falseNegatives += weight;
        }
      } else if (answers[row] == index) {
        falsePositives += weight;
      } else {
        trueNegatives += weight;
      }
    }
    return new Counts(truePositives, falsePositives, trueNegatives, falseNegatives);
  }

  /** All rows. */
  public double rows() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /** Rows that are of the class. */
  public double positives() {
    return truePositives + falseNegatives;
  }

  /** Rows that are not of the class. */
  public double negatives() {
    return falsePositives + trueNegatives;
  }

  /** Share of the class's rows that are found (true positive rate), 0 to 1. */
  public double recall() {
    return ratio(truePositives, positives());
  }

  /** Share of other rows that are taken for the class, 0 to 1. */
  public double falsePositiveRate() {
    return ratio(falsePositives, negatives());
  }

  /** Share of the answers for the class that are right, 0 to 1. */
  public double precision() {
    return ratio(truePositives, truePositives + falsePositives);
  }

  /** Share of all rows that are answered as of the class, 0 to 1. */
  public double selectionRate() {
    return ratio(truePositives + falsePositives, rows());
  }

  /** Harmonic mean of precision and recall, 0 to 1. */
  public double f1() {
    return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  private static double ratio(double part, double whole) {
    return whole > 0 ? part / whole : Double.NaN;
  }
}
