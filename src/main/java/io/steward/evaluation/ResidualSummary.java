package io.steward.evaluation;

import io.steward.metrics.Order;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The errors of a regression, truth minus prediction, in the target's unit.
 *
 * @param mean mean error; far from 0 means that the model is biased
 * @param standardDeviation of the errors
 * @param quantiles the 5th, 25th, 50th, 75th and 95th percentile
 * @param largest the largest error in absolute value
 * @param deciles the errors by tenths of the predicted values; empty if there are fewer than ten
 *     rows
 * @param points predicted value and error of at most 100 rows, evenly spread over the predictions
 */
public record ResidualSummary(
    double mean,
    double standardDeviation,
    List<Double> quantiles,
    double largest,
    List<ResidualBin> deciles,
    List<Point> points) {

  private static final int BINS = 10;

  public ResidualSummary {
    deciles = deciles == null ? List.of() : List.copyOf(deciles);
  }

  /** Summarises at least one row. */
  static ResidualSummary of(double[] truth, double[] predicted) {
    double[] errors =
        IntStream.range(0, truth.length).mapToDouble(row -> truth[row] - predicted[row]).toArray();
    double mean = Arrays.stream(errors).average().orElse(0);
    double variance =
        Arrays.stream(errors).map(error -> (error - mean) * (error - mean)).average().orElse(0);
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    List<Double> quantiles =
        List.of(0.05, 0.25, 0.5, 0.75, 0.95).stream()
            .map(share -> Quantiles.of(sorted, share))
            .toList();
    List<Point> points =
        Curves.thin(
            IntStream.range(0, truth.length)
                .mapToObj(row -> new Point(predicted[row], errors[row]))
                .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
                .toList());
    return new ResidualSummary(
        mean,
        Math.sqrt(variance),
        quantiles,
        Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1])),
        deciles(predicted, errors),
        points);
  }

  private static List<ResidualBin> deciles(double[] predicted, double[] errors) {
    if (errors.length < BINS) {
      return List.of();
    }
    int[] order = Order.ascending(predicted);
    return IntStream.range(0, BINS)
        .mapToObj(
            bin -> {
              int from = (int) ((long) bin * order.length / BINS);
              int to = (int) ((long) (bin + 1) * order.length / BINS);
              int[] rows = Arrays.copyOfRange(order, from, to);
              double[] here = Arrays.stream(rows).mapToDouble(row -> errors[row]).toArray();
              return new ResidualBin(
                  bin + 1,
                  rows.length,
                  Arrays.stream(rows).mapToDouble(row -> predicted[row]).average().orElse(0),
                  Intervals.mean(here, 0),
                  Intervals.mean(here),
                  Arrays.stream(here).map(Math::abs).average().orElse(0));
            })
        .toList();
  }
}
