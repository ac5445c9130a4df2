package io.steward.evaluation;

import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The errors of some rows against those of all others (Welch 1947). Errors of probabilities vary at
 * least as the probabilities say: rows that all came out alike look surer than they are.
 *
 * @param rows how many rows are inside
 * @param difference mean error inside minus mean error outside
 * @param error standard error of the difference
 * @param freedom degrees of freedom of it
 */
record ErrorContrast(int rows, double difference, double error, double freedom) {

  /**
   * Compares.
   *
   * @param errors one a row of the table
   * @param variances what is known of each error's variance before; likewise
   * @param rows the rows that count
   * @param inside which of them are set against the others
   */
  static ErrorContrast of(double[] errors, double[] variances, int[] rows, IntPredicate inside) {
    boolean[] within = new boolean[rows.length];
    int count = 0;
    for (int place = 0; place < rows.length; place++) {
      within[place] = inside.test(rows[place]);
      count += within[place] ? 1 : 0;
    }
    Side in = Side.of(errors, variances, rows, within, true, count);
    Side out = Side.of(errors, variances, rows, within, false, rows.length - count);
    double sum = in.variance + out.variance;
    double freedom =
        sum
            * sum
            / (in.variance * in.variance / (in.rows - 1)
                + out.variance * out.variance / (out.rows - 1));
    return new ErrorContrast(in.rows, in.mean - out.mean, Math.sqrt(sum), freedom);
  }

  /**
   * One of the two sides.
   *
   * @param variance of the mean: what is seen, but not less than what is known
   */
  private record Side(int rows, double mean, double variance) {
    static Side of(
        double[] errors,
        double[] variances,
        int[] rows,
        boolean[] within,
        boolean side,
        int count) {
      double sum = 0;
      double known = 0;
      for (int place = 0; place < rows.length; place++) {
        if (within[place] == side) {
          sum += errors[rows[place]];
          known += variances[rows[place]];
        }
      }
      double mean = sum / count;
      double squares = 0;
      for (int place = 0; place < rows.length; place++) {
        if (within[place] == side) {
          squares += (errors[rows[place]] - mean) * (errors[rows[place]] - mean);
        }
      }
      double seen = count < 2 ? Double.NaN : squares / (count - 1) / count;
      return new Side(count, mean, Math.max(seen, known / ((double) count * count)));
    }
  }

  /** The difference in standard errors. */
  double standardised() {
    return difference / error;
  }

  /** How likely so large a difference is by chance, whatever its direction. */
  double chanceOfSize() {
    return 2 * student().survivalProbability(Math.abs(standardised()));
  }

  /** How likely so large an excess is by chance. */
  double chanceOfExcess() {
    return student().survivalProbability(standardised());
  }

  /** The 95 % interval of the difference. */
  Interval interval() {
    double half = error * student().inverseCumulativeProbability(0.975);
    return new Interval(difference - half, difference + half);
  }

  private TDistribution student() {
    return TDistribution.of(freedom);
  }
}
