package io.steward.training;

import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chooses what each member of an ensemble counts: starting from nothing, the member is added, again
 * and again and with replacement, that makes the mean of all added ones best (Caruana et al.,
 * Ensemble Selection from Libraries of Models, 2004). The shares of the best mean on the way are
 * the weights. No randomness but the choice of rows where they are many.
 */
final class EnsembleSelection {
  private static final int STEPS = 25;

  /** More rows than this are sampled. */
  private static final int MOST_ROWS = 20_000;

  private final Scoring scoring;
  private final Metric metric;
  private final List<OutOfFold> members;
  private final long seed;
  private final Cancellation cancellation;

  /**
   * @param metric that does not depend on a threshold
   * @param members calibrated, and all of the same rows
   */
  EnsembleSelection(
      Scoring scoring,
      Metric metric,
      List<OutOfFold> members,
      long seed,
      Cancellation cancellation) {
    this.scoring = scoring;
    this.metric = metric;
    this.members = members;
    this.seed = seed;
    this.cancellation = cancellation;
  }

  /**
   * The weights, one a member, 0 to 1, 1 in all; equal ones where there are no rows.
   *
   * @param places the places of the predictions to choose by
   */
  double[] weights(int[] places) {
    int[] chosen = sample(places);
    double[] equal = new double[members.size()];
    Arrays.fill(equal, 1.0 / equal.length);
    if (chosen.length == 0) {
      return equal;
    }
    List<double[][]> outputs =
        members.stream()
            .map(
                member ->
                    IntStream.of(chosen)
                        .mapToObj(place -> member.outputs()[place])
                        .toArray(double[][]::new))
            .toList();
    int[] rows = IntStream.of(chosen).map(place -> members.getFirst().rows()[place]).toArray();
    int[] counts = new int[members.size()];
    int[] best = counts;
    double bestValue = Double.NaN;
    double[][] sum = new double[rows.length][outputs.getFirst()[0].length];
    for (int step = 1; step <= STEPS; step++) {
      int added = -1;
      double value = Double.NaN;
      for (int member = 0; member < counts.length; member++) {
        cancellation.check();
        double with = value(rows, mean(sum, outputs.get(member), step));
        if (better(with, value)) {
          added = member;
          value = with;
        }
      }
      if (added < 0) {
        break; // The metric says nothing of these rows.
      }
      counts[added]++;
      add(sum, outputs.get(added));
      if (better(value, bestValue)) {
        best = counts.clone();
        bestValue = value;
      }
    }
    double total = IntStream.of(best).sum();
    return total == 0 ? equal : IntStream.of(best).mapToDouble(count -> count / total).toArray();
  }

  private int[] sample(int[] places) {
    if (places.length <= MOST_ROWS) {
      return places;
    }
    int[] shuffled = places.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < MOST_ROWS; i++) {
      int other = random.nextInt(i, shuffled.length);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    int[] some = Arrays.copyOf(shuffled, MOST_ROWS);
    Arrays.sort(some);
    return some;
  }

  /** The mean of the metric over the folds that it can be computed on; NaN if there is none. */
  private double value(int[] rows, double[][] blended) {
    OutOfFold predictions = new OutOfFold(rows, blended);
    return scoring.byFold(predictions).stream()
        .mapToDouble(places -> Metrics.value(metric, scoring.outcomes(predictions, places, 0.5)))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private boolean better(double value, double than) {
    if (Double.isNaN(than) || Double.isNaN(value)) {
      return !Double.isNaN(value);
    }
    return metric.higherIsBetter() ? value > than : value < than;
  }

  private static double[][] mean(double[][] sum, double[][] more, int count) {
    double[][] mean = new double[sum.length][];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sum[i].clone();
      for (int k = 0; k < mean[i].length; k++) {
        mean[i][k] = (mean[i][k] + more[i][k]) / count;
      }
    }
    return mean;
  }

  private static void add(double[][] sum, double[][] more) {
    for (int i = 0; i < sum.length; i++) {
      for (int k = 0; k < sum[i].length; k++) {
        sum[i][k] += more[i][k];
      }
    }
  }
}
