package io.steward.training.algorithm;

import io.steward.bundle.PortableModel;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The classes that occur, numbered without gaps. A class may be missing in a fold; the library
 * numbers what it sees, so the numbers are made here and turned back on export.
 *
 * @param present the classes that occur, ascending
 * @param codes the number of each row's class within {@code present}
 * @param classes how many classes there are in all
 */
record ClassCodes(int[] present, int[] codes, int classes) {

  /** A score so low that its class gets a probability of exactly zero. */
  static final double NEVER = -1e6;

  /**
   * @throws UnsuitableDataException if there is only one class
   */
  static ClassCodes of(TrainingData data) {
    int[] present = data.presentClasses();
    if (present.length < 2) {
      throw new UnsuitableDataException(
          "All "
              + data.rows()
              + " rows are of one class, so there is nothing to tell apart. Collect rows of the other classes too.");
    }
    int[] codes = new int[data.rows()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Arrays.binarySearch(present, (int) data.y()[i]);
    }
    return new ClassCodes(present, codes, data.classes());
  }

  /**
   * A model and its check, from the library's probabilities of the classes that occur.
   *
   * @param probabilities of one row
   */
  FittedModel fitted(PortableModel portable, UnaryOperator<double[]> probabilities) {
    return new FittedModel(portable, row -> outputs(probabilities.apply(row)));
  }

  /** One row a row of data: 0 or 1 for the second class if the task has two, else one a class. */
  double[][] targets() {
    return Arrays.stream(codes).mapToObj(code -> one(code, 1)).toArray(double[][]::new);
  }

  /** The number within {@code present} of the likeliest class by the mean target of some rows. */
  int likeliest(double[] target) {
    if (binary()) {
      return target[0] > 0.5 ? 1 : 0;
    }
    int best = 0;
    for (int code = 1; code < target.length; code++) {
      best = target[code] > target[best] ? code : best;
    }
    return best;
  }

  /** A number for one of the classes that occur, in the shape of a target. */
  double[] one(int code, double value) {
    double[] target = new double[width()];
    if (!binary()) {
      target[code] = value;
    } else if (code == 1) {
      target[0] = value;
    }
    return target;
  }

  /** The rows of a class, by its number within {@code present}. */
  int[] rowsOf(int code) {
    return IntStream.range(0, codes.length).filter(row -> codes[row] == code).toArray();
  }

  /**
   * How many numbers a target has: one if the task has two classes, else one a class that occurs.
   */
  int width() {
    return binary() ? 1 : size();
  }

  /** How many classes occur. */
  int size() {
    return present.length;
  }

  /** Whether the task has two classes, so that one probability says it all. */
  boolean binary() {
    return classes == 2;
  }

  /** The library's probabilities of the classes that occur, as outputs of the portable model. */
  double[] outputs(double[] probabilities) {
    if (binary()) {
      return new double[] {probabilities[1]};
    }
    double[] all = new double[classes];
    for (int i = 0; i < present.length; i++) {
      all[present[i]] = probabilities[i];
    }
    return all;
  }
}
