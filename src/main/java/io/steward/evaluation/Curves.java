package io.steward.evaluation;

import io.steward.metrics.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** ROC and precision–recall curves and calibration, of a binary classifier. */
final class Curves {
  /** No curve has more points than this. */
  static final int MOST_POINTS = 100;

  private static final int CALIBRATION_BINS = 10;

  private Curves() {}

  /** Numbers of true and false alarms when the threshold lies just below a score. */
  private record Step(double found, double falseAlarms) {}

  /** False positive rate against true positive rate, from (0, 0) to (1, 1). */
  static List<Point> roc(double[] truth, double[] scores) {
    List<Step> steps = steps(truth, scores);
    Step last = steps.getLast();
    if (last.found() == 0 || last.falseAlarms() == 0) {
      return List.of();
    }
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    for (Step step : steps) {
      points.add(new Point(step.falseAlarms() / last.falseAlarms(), step.found() / last.found()));
    }
    return thin(withoutStraights(points));
  }

  /** Recall against precision, from the strictest threshold to recall 1. */
  static List<Point> precisionRecall(double[] truth, double[] scores) {
    List<Step> steps = steps(truth, scores);
    double positives = steps.getLast().found();
    if (positives == 0) {
      return List.of();
    }
    List<Point> points = new ArrayList<>();
    for (Step step : steps) {
      double precision = step.found() / (step.found() + step.falseAlarms());
      points.add(new Point(step.found() / positives, precision));
    }
    points.addFirst(new Point(0, points.getFirst().y()));
    return thin(points);
  }

  /** Ten bins of equal width; empty ones are left out. */
  static List<CalibrationBin> calibration(double[] hit, double[] probabilities) {
    double[] rows = new double[CALIBRATION_BINS];
    double[] predicted = new double[CALIBRATION_BINS];
    double[] observed = new double[CALIBRATION_BINS];
    for (int row = 0; row < hit.length; row++) {
      int bin = Math.clamp((int) (probabilities[row] * CALIBRATION_BINS), 0, CALIBRATION_BINS - 1);
      rows[bin]++;
      predicted[bin] += probabilities[row];
      observed[bin] += hit[row];
    }
    return IntStream.range(0, CALIBRATION_BINS)
        .filter(bin -> rows[bin] > 0)
        .mapToObj(
            bin ->
                new CalibrationBin(
                    (double) bin / CALIBRATION_BINS,
                    (bin + 1.0) / CALIBRATION_BINS,
                    (long) rows[bin],
                    predicted[bin] / rows[bin],
                    observed[bin] / rows[bin],
                    Intervals.share(observed[bin], rows[bin])))
        .toList();
  }

  /** Expected calibration error: the mean gap of the bins, weighted by rows (Naeini 2015). */
  static double calibrationError(List<CalibrationBin> bins) {
    double rows = bins.stream().mapToLong(CalibrationBin::rows).sum();
    return bins.stream()
            .mapToDouble(bin -> bin.rows() * Math.abs(bin.predicted() - bin.observed()))
            .sum()
        / rows;
  }

  /** At most {@link #MOST_POINTS} of the points, evenly chosen, with the first and the last. */
  static List<Point> thin(List<Point> points) {
    if (points.size() <= MOST_POINTS) {
      return List.copyOf(points);
    }
    return IntStream.range(0, MOST_POINTS)
        .mapToObj(
            index ->
                points.get((int) Math.round(index * (points.size() - 1.0) / (MOST_POINTS - 1))))
        .toList();
  }

  private static List<Step> steps(double[] truth, double[] scores) {
    int[] order = Order.descending(scores);
    List<Step> steps = new ArrayList<>();
    double found = 0;
    double falseAlarms = 0;
    for (int place = 0; place < order.length; place++) {
      if (truth[order[place]] == 1) {
        found++;
      } else {
        falseAlarms++;
      }
      if (place + 1 == order.length || scores[order[place]] != scores[order[place + 1]]) {
        steps.add(new Step(found, falseAlarms));
      }
    }
    return steps;
  }

  /** Leaves out points in the middle of a horizontal or vertical line: they add nothing. */
  private static List<Point> withoutStraights(List<Point> points) {
    List<Point> corners = new ArrayList<>();
    for (int index = 0; index < points.size(); index++) {
      boolean inside = index > 0 && index + 1 < points.size();
      if (!inside || !straight(points.get(index - 1), points.get(index), points.get(index + 1))) {
        corners.add(points.get(index));
      }
    }
    return corners;
  }

  private static boolean straight(Point before, Point point, Point after) {
    return (before.x() == point.x() && point.x() == after.x())
        || (before.y() == point.y() && point.y() == after.y());
  }
}
