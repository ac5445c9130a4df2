package io.steward.training;

import static io.steward.training.algorithm.Algorithms.GRADIENT_BOOSTING;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.features.FeatureMatrix;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * What a table is like that is learnt from, and what follows for how models are made of it.
 *
 * @param task what is predicted
 * @param rows to learn from
 * @param features of a row
 * @param outputs how many trees a round of boosting grows: the classes if there are more than two,
 *     else 1
 */
record TableShape(Task task, int rows, int features, int outputs) {
  /** So many rows are enough for one tree of a forest; more make it slow, not better. */
  private static final double ROWS_OF_A_TREE = 20_000;

  /** From here on only what takes seconds a fit is worth its time. */
  private static final int LARGE_ROWS = 50_000;

  private static final long LARGE_CELLS = 2_000_000;

  /** Up to here one boosting is as quick as the other, and one of them needs no native library. */
  private static final int SMALL_ROWS = 2_000;

  /** With more classes than this, boosting takes so long that it has to be done in larger steps. */
  private static final int FEW_OUTPUTS = 3;

  /** Up to here a perceptron does not keep the others waiting. */
  private static final long NEURAL_CELLS = 400_000;

  private static final long GUESSED_MILLIS = 300;
  private static final long GUESSED_NANOS_A_CELL = 5_000;

  static TableShape of(Charter charter, FeatureMatrix matrix) {
    int outputs =
        charter.task() == Task.MULTICLASS ? 1 + (int) Arrays.stream(matrix.y()).max().orElse(0) : 1;
    return new TableShape(charter.task(), matrix.rows(), matrix.features(), outputs);
  }

  /** Whether the table is so large that the slower algorithms are not tried. */
  boolean large() {
    return rows > LARGE_ROWS || (long) rows * features > LARGE_CELLS;
  }

  /** Whether there are so few rows that chance plays a large part, and most things are quick. */
  boolean small() {
    return rows <= SMALL_ROWS;
  }

  /** Whether there are so many classes that what grows trees for each takes long. */
  boolean manyOutputs() {
    return outputs > FEW_OUTPUTS;
  }

  /** Whether a perceptron is trained in seconds. */
  boolean neural() {
    return (long) rows * features <= NEURAL_CELLS;
  }

  /**
   * Whether an algorithm takes many times as long as LightGBM on a table like this one, which
   * learns the same kind of model.
   */
  boolean slow(String algorithm) {
    return (long) rows * outputs > SMALL_ROWS && algorithm.equals(GRADIENT_BOOSTING);
  }

  /**
   * A guess at how long a candidate takes before any was trained: what was measured on two
   * processors, 2 to 10 microseconds a cell, and some time however small the table is.
   */
  Duration guess() {
    return Duration.ofMillis(GUESSED_MILLIS)
        .plusNanos(GUESSED_NANOS_A_CELL * rows * features * outputs);
  }

  /** More trees help little, and where there are many rows they take long, as do whole tables. */
  Map<String, Double> forestSize() {
    double trees = small() ? 300 : large() ? 50 : 100;
    return large()
        ? Map.of("trees", trees, "sample", Math.min(1, ROWS_OF_A_TREE / rows))
        : Map.of("trees", trees);
  }

  /**
   * On few rows models are averaged over seeds: cheap there, and a score that hangs less on luck is
   * also compared better. Not of many classes, each of which has trees of its own: it would take
   * the time of everything else.
   */
  Map<String, Double> bags() {
    return small() && task != Task.MULTICLASS ? Map.of("bags", 3.0) : Map.of();
  }

  /** As many as it takes for about two thousand steps of 32 rows: few rows must be seen often. */
  int epochs() {
    return Math.clamp(64_000 / Math.max(1, rows), 15, 200);
  }

  /** About the square root of the features. */
  int root() {
    return Math.max(1, (int) Math.round(Math.sqrt(features)));
  }

  /** A third of the features. */
  int third() {
    return Math.max(1, features / 3);
  }

  /** A leaf of so many parts of the rows, between 2 and 50. */
  int leaf(int parts) {
    return Math.clamp(rows / parts, 2, 50);
  }
}
