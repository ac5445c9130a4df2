package io.steward.bundle;

import java.util.Arrays;

/** Turns one probability of a model into one that can be taken at its word. Never falls. */
public sealed interface Calibrator {

  /** The calibrated probability, 0 to 1, of one that is (rounding apart) 0 to 1. */
  double apply(double probability);

  /** Leaves the probability as it is. */
  record Unchanged() implements Calibrator {
    @Override
    public double apply(double probability) {
      return Math.clamp(probability, 0, 1);
    }
  }

  /**
   * 1 / (1 + exp(−(slope · ln(p / (1 − p)) + intercept))): Platt, Probabilistic Outputs for Support
   * Vector Machines, 1999, with the log-odds as the score. Where p is nearer to 0 or 1 than {@link
   * #NEAREST} it counts as that.
   *
   * @param slope above 0, so that the order of rows stays
   */
  record Sigmoid(double slope, double intercept) implements Calibrator {
    /** Forests say 0 and 1, whose log-odds are infinite. */
    public static final double NEAREST = 1e-6;

    public Sigmoid {
      if (!(slope > 0) || Double.isInfinite(slope) || !Double.isFinite(intercept)) {
        throw new IllegalArgumentException(
            "A sigmoid needs a finite slope above 0 and a finite intercept; they are %s and %s."
                .formatted(slope, intercept));
      }
    }

    @Override
    public double apply(double probability) {
      double p = Math.clamp(probability, NEAREST, 1 - NEAREST);
      double[] score = {slope * Math.log(p / (1 - p)) + intercept};
      Link.SIGMOID.apply(score);
      return score[0];
    }
  }

  /**
   * A line through points that rise. It has no steps, so that a probability that differs in its
   * last digits from another runtime's does not become another one altogether.
   *
   * @param knots ascending, from 0 to 1
   * @param values ascending, each from 0 to 1, one a knot
   */
  record Line(double[] knots, double[] values) implements Calibrator {
    public Line {
      if (knots.length < 2 || knots.length != values.length) {
        throw new IllegalArgumentException(
            "A line needs at least two knots and a value each; it has %d and %d."
                .formatted(knots.length, values.length));
      }
      if (knots[0] != 0 || knots[knots.length - 1] != 1) {
        throw new IllegalArgumentException("A line must reach from 0 to 1.");
      }
      for (int i = 0; i < knots.length; i++) {
        boolean rises = i == 0 || (knots[i] > knots[i - 1] && values[i] >= values[i - 1]);
        if (!rises || !(values[i] >= 0 && values[i] <= 1)) {
          throw new IllegalArgumentException(
              "Knot %d of a line, %s to %s, does not rise within 0 to 1."
                  .formatted(i, knots[i], values[i]));
        }
      }
    }

    /** How steep the line is after each knot but the last. */
    double[] slopes() {
      double[] slopes = new double[knots.length - 1];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = (values[i + 1] - values[i]) / (knots[i + 1] - knots[i]);
      }
      return slopes;
    }

    @Override
    public double apply(double probability) {
      int last = knots.length - 1;
      if (probability <= 0) {
        return values[0];
      }
      if (probability >= 1) {
        return values[last];
      }
      int after = Arrays.binarySearch(knots, probability);
      if (after >= 0) {
        return values[after];
      }
      int left = -after - 2;
      double along = (probability - knots[left]) / (knots[left + 1] - knots[left]);
      return values[left] + along * (values[left + 1] - values[left]);
    }
  }
}
