package io.steward.evaluation;

import io.steward.metrics.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gain and lift of a binary classifier: what is found if only the likeliest rows are looked at. */
final class Lift {
  private static final int BINS = 10;

  private Lift() {}

  /** Share of the rows looked at against share of the positives found, from (0, 0) to (1, 1). */
  static List<Point> gain(double[] truth, double[] scores) {
    double[] found = found(truth, scores);
    double positives = found[found.length - 1];
    if (!(positives > 0)) {
      return List.of();
    }
    return Curves.thin(
        IntStream.rangeClosed(0, truth.length)
            .mapToObj(rows -> new Point((double) rows / truth.length, found[rows] / positives))
            .toList());
  }

  /** The tenths; none if there are fewer rows than ten or no positive one. */
  static List<LiftBin> bins(double[] truth, double[] scores) {
    double[] found = found(truth, scores);
    double positives = found[found.length - 1];
    if (!(positives > 0) || truth.length < BINS) {
      return List.of();
    }
    List<LiftBin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) bin * truth.length / BINS);
      int to = (int) ((long) (bin + 1) * truth.length / BINS);
      double here = found[to] - found[from];
      double rate = here / (to - from);
      bins.add(
          new LiftBin(
              bin + 1,
              to - from,
              here,
              rate,
              Intervals.share(here, to - from),
              rate / (positives / truth.length),
              found[to] / positives));
    }
    return bins;
  }

  /** Positives among the first rows; rows with equal scores share theirs evenly. */
  private static double[] found(double[] truth, double[] scores) {
    int[] order = Order.descending(scores);
    double[] found = new double[order.length + 1];
    int start = 0;
    double positives = 0;
    for (int place = 0; place < order.length; place++) {
      positives += truth[order[place]];
      if (place + 1 == order.length || scores[order[place]] != scores[order[place + 1]]) {
        int end = place + 1;
        for (int rows = start + 1; rows <= end; rows++) {
          found[rows] = found[start] + (positives - found[start]) * (rows - start) / (end - start);
        }
        start = end;
      }
    }
    return found;
  }
}
