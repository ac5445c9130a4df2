package io.steward.metrics;

import io.steward.charter.Charter.ErrorCosts;
import java.util.Arrays;

/**
 * What was true and what was predicted, row by row. The arrays are not copied; nobody may change
 * them.
 *
 * @param truth one entry a row: the index of the true class, or the true value in a regression
 * @param probabilities one array a row with one probability a class, classes in the order of their
 *     index (binary: index 1 is the positive class); empty in a regression
 * @param values one predicted value a row in a regression; empty otherwise
 * @param threshold the probability of the positive class from which a row counts as positive, 0 to
 *     1; used in binary tasks only (with more classes the most probable one is the answer)
 * @param costs what a false positive and a false negative cost; used by the expected cost only
 */
public record Outcomes(
    double[] truth, double[][] probabilities, double[] values, double threshold, ErrorCosts costs) {

  /** Costs for everybody who does not ask for the expected cost: one unit an error. */
  public static final ErrorCosts EQUAL_COSTS = new ErrorCosts(1, 1);

  public Outcomes {
    if (probabilities.length != 0 && probabilities.length != truth.length) {
      throw new IllegalArgumentException(
          "Outcomes have %d true values but %d rows of probabilities."
              .formatted(truth.length, probabilities.length));
    }
    if (values.length != 0 && values.length != truth.length) {
      throw new IllegalArgumentException(
          "Outcomes have %d true values but %d predicted values."
              .formatted(truth.length, values.length));
    }
    if (truth.length != 0 && probabilities.length == 0 && values.length == 0) {
      throw new IllegalArgumentException(
          "Outcomes have %d true values but no prediction.".formatted(truth.length));
    }
  }

  /** The outcomes of a classifier whose errors cost one unit each. */
  public static Outcomes ofClasses(double[] truth, double[][] probabilities, double threshold) {
    return new Outcomes(truth, probabilities, new double[0], threshold, EQUAL_COSTS);
  }

  /** The outcomes of a regression. */
  public static Outcomes ofValues(double[] truth, double[] values) {
    return new Outcomes(truth, new double[0][], values, 0.5, EQUAL_COSTS);
  }

  /** Some of the rows, in the order given. */
  public Outcomes of(int[] rows) {
    return new Outcomes(
        Arrays.stream(rows).mapToDouble(row -> truth[row]).toArray(),
        probabilities.length == 0
            ? probabilities
            : Arrays.stream(rows).mapToObj(row -> probabilities[row]).toArray(double[][]::new),
        values.length == 0 ? values : Arrays.stream(rows).mapToDouble(row -> values[row]).toArray(),
        threshold,
        costs);
  }

  /** How many rows there are. */
  public int rows() {
    return truth.length;
  }

  /** For how many rows the prediction is not a number. */
  public long unanswered() {
    return Arrays.stream(values).filter(Double::isNaN).count()
        + Arrays.stream(probabilities)
            .filter(row -> Arrays.stream(row).anyMatch(Double::isNaN))
            .count();
  }

  /** Whether these are the outcomes of a classifier with two classes. */
  public boolean binary() {
    return probabilities.length != 0 && probabilities[0].length == 2;
  }

  /** How many classes there are; 0 in a regression and where there is no row. */
  public int classes() {
    return probabilities.length == 0 ? 0 : probabilities[0].length;
  }

  /** The probability of the positive class of each row; binary tasks only. */
  public double[] positive() {
    double[] positive = new double[probabilities.length];
    for (int row = 0; row < positive.length; row++) {
      positive[row] = probabilities[row][1];
    }
    return positive;
  }

  /**
   * The class that is answered for each row: by the threshold if there are two classes, else the
   * most probable one (the first of equals).
   */
  public int[] answers() {
    int[] answers = new int[probabilities.length];
    for (int row = 0; row < answers.length; row++) {
      answers[row] = answer(probabilities[row]);
    }
    return answers;
  }

  private int answer(double[] row) {
    if (row.length == 2) {
      return row[1] >= threshold ? 1 : 0;
    }
    int best = 0;
    for (int index = 1; index < row.length; index++) {
      if (row[index] > row[best]) {
        best = index;
      }
    }
    return best;
  }
}
