package io.steward.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which rows of a table are learnt from, and in which fold each lies. Stratified where there are
 * classes.
 *
 * @param folds the fold of each row, or {@link #HOLDOUT}
 */
record TrainingSplit(int[] folds) {
  /** The mark of rows that the finished model is judged on. */
  static final int HOLDOUT = -1;

  /** As many folds as the product uses. */
  static final int FOLDS = 5;

  private static final int PARTS = 5;

  /**
   * A fifth of the rows as holdout, another one for each seed.
   *
   * @param y the outcomes: the numbers of classes, or values
   */
  static TrainingSplit holdout(double[] y, boolean classes, long seed) {
    return outer(y, classes, seed, PARTS, 0);
  }

  /** One round of an outer cross-validation: a part is the holdout. */
  static TrainingSplit outer(double[] y, boolean classes, long seed, int parts, int part) {
    int[] outer = dealt(IntStream.range(0, y.length).toArray(), y, classes, seed, parts);
    int[] rest = IntStream.range(0, y.length).filter(row -> outer[row] != part).toArray();
    int[] inner = dealt(rest, y, classes, seed + 1_000, FOLDS);
    int[] folds = new int[y.length];
    Arrays.fill(folds, HOLDOUT);
    for (int i = 0; i < rest.length; i++) {
      folds[rest[i]] = inner[i];
    }
    return new TrainingSplit(folds);
  }

  /** The rows of each class in random order, dealt to parts in turn. */
  private static int[] dealt(int[] rows, double[] y, boolean classes, long seed, int parts) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.length).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    Map<Double, List<Integer>> strata = new TreeMap<>();
    for (int at : order) {
      strata.computeIfAbsent(classes ? y[rows[at]] : 0.0, _ -> new ArrayList<>()).add(at);
    }
    int[] dealt = new int[rows.length];
    int next = 0;
    for (List<Integer> stratum : strata.values()) {
      for (int at : stratum) {
        dealt[at] = next++ % parts;
      }
    }
    return dealt;
  }

  /** The rows of the holdout, ascending. */
  int[] test() {
    return IntStream.range(0, folds.length).filter(row -> folds[row] == HOLDOUT).toArray();
  }

  /** The number of rows that are learnt from. */
  int training() {
    return folds.length - test().length;
  }

  /** Writes it for the peers. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder("row,fold\n");
    for (int row = 0; row < folds.length; row++) {
      text.append(row).append(',').append(folds[row]).append('\n');
    }
    Files.writeString(file, text);
  }

  /** As rows of SQL: number and fold of each row that is learnt from. */
  String sqlValues() {
    StringBuilder values = new StringBuilder();
    for (int row = 0; row < folds.length; row++) {
      if (folds[row] != HOLDOUT) {
        values.append(values.isEmpty() ? "" : ", ");
        values.append('(').append(row).append(", ").append(folds[row]).append(')');
      }
    }
    return values.toString();
  }
}
