package io.steward.training;

import io.steward.bundle.Calibrator;

/**
 * Fits Platt's sigmoid to the log-odds: Newton's method with backtracking on the log loss against
 * Platt's targets, which are a little inside 0 and 1 (Lin, Lin and Weng, A Note on Platt's
 * Probabilistic Outputs for Support Vector Machines, 2007). Not the training library's: that keeps
 * its two numbers to itself, without which there is no export, and its exponentials are the
 * machine's own.
 */
final class SigmoidFit {
  /** Steeper, the sigmoid is a step: rows would flip by rounding. */
  private static final double STEEPEST = 20;

  private static final int MOST_STEPS = 100;
  private static final double LEAST_STEP = 1e-10;

  /** Keeps the Hessian from being singular. */
  private static final double RIDGE = 1e-12;

  private final double[] scores;
  private final double[] targets;

  private SigmoidFit(double[] scores, double[] targets) {
    this.scores = scores;
    this.targets = targets;
  }

  /**
   * The sigmoid for these rows; none where the order of the rows would not stay, because the
   * probabilities say the opposite of what is true.
   *
   * @param probabilities of the class, one a row
   * @param positive whether a row is of the class
   */
  static Calibrator fit(double[] probabilities, boolean[] positive) {
    double positives = 0;
    for (boolean of : positive) {
      positives += of ? 1 : 0;
    }
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (positive.length - positives + 2);
    double[] scores = new double[probabilities.length];
    double[] targets = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      double p =
          Math.clamp(probabilities[i], Calibrator.Sigmoid.NEAREST, 1 - Calibrator.Sigmoid.NEAREST);
      scores[i] = StrictMath.log(p / (1 - p));
      targets[i] = positive[i] ? high : low;
    }
    double[] line = new SigmoidFit(scores, targets).minimum();
    return line[0] > 0 && line[0] <= STEEPEST
        ? new Calibrator.Sigmoid(line[0], line[1])
        : new Calibrator.Unchanged();
  }

  private double[] minimum() {
    double[] line = {1, 0};
    double loss = loss(line);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = newton(line);
      double length = 1;
      double[] next = moved(line, direction, length);
      double lower = loss(next);
      while (!(lower < loss) && length > LEAST_STEP) {
        length /= 2;
        next = moved(line, direction, length);
        lower = loss(next);
      }
      if (!(lower < loss - 1e-12 * Math.abs(loss))) {
        break;
      }
      line = next;
      loss = lower;
    }
    return line;
  }

  private static double[] moved(double[] line, double[] direction, double length) {
    return new double[] {line[0] + length * direction[0], line[1] + length * direction[1]};
  }

  private double loss(double[] line) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double z = line[0] * scores[i] + line[1];
      // Written by the sign of z, so that nothing overflows.
      sum +=
          z >= 0
              ? (1 - targets[i]) * z + StrictMath.log1p(StrictMath.exp(-z))
              : -targets[i] * z + StrictMath.log1p(StrictMath.exp(z));
    }
    return sum;
  }

  private double[] newton(double[] line) {
    double ga = 0;
    double gb = 0;
    double haa = RIDGE;
    double hab = 0;
    double hbb = RIDGE;
    for (int i = 0; i < scores.length; i++) {
      double z = line[0] * scores[i] + line[1];
      double e = StrictMath.exp(-Math.abs(z));
      double p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
      double curvature = p * (1 - p);
      ga += (p - targets[i]) * scores[i];
      gb += p - targets[i];
      haa += curvature * scores[i] * scores[i];
      hab += curvature * scores[i];
      hbb += curvature;
    }
    double determinant = haa * hbb - hab * hab;
    return new double[] {
      -(hbb * ga - hab * gb) / determinant, -(haa * gb - hab * ga) / determinant
    };
  }
}
