package io.steward.training;

import io.steward.bundle.EnsembleModel;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The weights of an ensemble and its predictions, without fitting anything: both come from what the
 * members said of rows that they did not learn from.
 *
 * @param weights one a member, chosen on all rows
 * @param outOfFold the predictions for the rows of each fold, with weights that were chosen without
 *     that fold
 */
record Blend(double[] weights, OutOfFold outOfFold) {

  /**
   * @param members calibrated, cross-fitted
   * @param threads the choices that are made side by side; the outcome does not depend on it
   */
  static Blend of(
      LearningTask task,
      Scoring scoring,
      List<OutOfFold> members,
      long seed,
      int threads,
      Cancellation cancellation) {
    List<OutOfFold> common = common(members, task.matrix().rows());
    OutOfFold first = common.getFirst();
    EnsembleSelection selection =
        new EnsembleSelection(scoring, metric(task), common, seed, cancellation);
    List<int[]> folds = scoring.byFold(first);
    List<double[]> weights = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<double[]>> choices = new ArrayList<>();
      for (int[] places : folds) {
        int[] others = others(task.matrix(), first, places);
        choices.add(workers.submit(() -> selection.weights(others)));
      }
      int[] all = IntStream.range(0, first.rows().length).toArray();
      choices.add(workers.submit(() -> selection.weights(all)));
      for (Future<double[]> choice : choices) {
        weights.add(Futures.get(choice));
      }
    } finally {
      workers.shutdownNow();
    }
    double[][] outputs = new double[first.rows().length][];
    for (int fold = 0; fold < folds.size(); fold++) {
      for (int place : folds.get(fold)) {
        outputs[place] =
            EnsembleModel.blend(
                weights.get(fold), common.stream().map(oof -> oof.outputs()[place]).toList());
      }
    }
    return new Blend(weights.getLast(), new OutOfFold(first.rows(), outputs));
  }

  /** The charter's metric, or the log loss where that one depends on a threshold. */
  private static Metric metric(LearningTask task) {
    Metric primary = task.charter().success().primary().metric();
    return task.charter().task() != Task.REGRESSION && Scoring.ofAnswers(primary)
        ? Metric.LOG_LOSS
        : primary;
  }

  /** The predictions of the rows that all members have some of. */
  private static List<OutOfFold> common(List<OutOfFold> members, int rows) {
    int[] have = new int[rows];
    members.forEach(member -> IntStream.of(member.rows()).forEach(row -> have[row]++));
    return members.stream()
        .map(
            member -> {
              int[] places =
                  IntStream.range(0, member.rows().length)
                      .filter(place -> have[member.rows()[place]] == members.size())
                      .toArray();
              return new OutOfFold(
                  IntStream.of(places).map(place -> member.rows()[place]).toArray(),
                  Arrays.stream(places)
                      .mapToObj(place -> member.outputs()[place])
                      .toArray(double[][]::new));
            })
        .toList();
  }

  /** The places of the folds that the round of a fold may learn from. */
  private static int[] others(FeatureMatrix matrix, OutOfFold predictions, int[] places) {
    int fold = matrix.folds()[predictions.rows()[places[0]]];
    return IntStream.range(0, predictions.rows().length)
        .filter(
            place -> {
              int other = matrix.folds()[predictions.rows()[place]];
              return other != fold && matrix.views().learnsFrom(other, fold);
            })
        .toArray();
  }
}
