package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Some of many rows, so that what costs much a row is bounded on large data. */
final class RowSample {
  private RowSample() {}

  /** All rows if they are few enough, else so many of them, drawn at random, in their order. */
  static Scored of(Scored all, int most, SplittableRandom random) {
    int rows = all.truth().length;
    if (rows <= most) {
      return all;
    }
    return select(all, chosen(rows, most, random));
  }

  /** These rows, in this order. */
  static Scored select(Scored all, int[] chosen) {
    return new Scored(
        all.rows().select(chosen),
        Arrays.stream(chosen).mapToDouble(row -> all.truth()[row]).toArray(),
        select(all.predictions(), chosen),
        all.classes(),
        all.threshold());
  }

  /** As {@link #of}, for rows without answers. */
  static RawTable of(RawTable all, int most, SplittableRandom random) {
    return all.rows() <= most ? all : all.select(chosen(all.rows(), most, random));
  }

  private static int[] chosen(int rows, int most, SplittableRandom random) {
    int[] chosen = Arrays.copyOf(shuffled(rows, random), most);
    Arrays.sort(chosen);
    return chosen;
  }

  /** The numbers from 0 to rows − 1 in random order. */
  static int[] shuffled(int rows, SplittableRandom random) {
    int[] order = new int[rows];
    for (int row = 0; row < rows; row++) {
      int other = random.nextInt(row + 1);
      order[row] = order[other];
      order[other] = row;
    }
    return order;
  }

  private static Predictions select(Predictions answers, int[] chosen) {
    boolean classes = answers.labels().length > 0;
    return new Predictions(
        classes
            ? Arrays.stream(chosen).mapToObj(row -> answers.labels()[row]).toArray(String[]::new)
            : new String[0],
        classes
            ? Arrays.stream(chosen)
                .mapToObj(row -> answers.probabilities()[row])
                .toArray(double[][]::new)
            : new double[0][],
        classes
            ? new double[0]
            : IntStream.of(chosen).mapToDouble(row -> answers.values()[row]).toArray());
  }
}
