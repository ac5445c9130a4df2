package io.steward.training.algorithm;

import io.steward.bundle.KernelModel;
import io.steward.bundle.Link;
import io.steward.charter.Charter.Task;
import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import smile.classification.SVM;
import smile.math.MathEx;
import smile.model.svm.KernelMachine;

/**
 * Support vector machine with the kernel of Gauss, for two classes and for values. Hyperparameters:
 * {@code cost}, what an error costs (above 0, default 1); {@code gamma}, how narrow the kernel is,
 * as a multiple of 1 / (features · their variance) (above 0, default 1); {@code tube}, the error in
 * a regression that costs nothing, as a share of the target's standard deviation (default 0.1).
 * Features should be scaled. More than {@value #MOST_ROWS} rows are refused: time grows with the
 * square of the rows and more, and so does the model.
 *
 * <p>The margin of a classifier becomes a probability by a sigmoid (Platt, 1999), fitted on margins
 * of rows that were not learnt from: {@value #PARTS} inner rounds, each part of the rows once left
 * out.
 */
public final class SupportVectorMachine extends OnOwnThreads {
  /** More rows than this are refused. */
  static final int MOST_ROWS = 3000;

  private static final int PARTS = 3;
  private static final double TOLERANCE = 1e-3;
  private static final int SIGMOID_ITERATIONS = 200;

  private record Options(double cost, double gamma, double tube) {
    static Options of(Map<String, Double> values, TrainingData data) {
      Hyperparameters given = new Hyperparameters(values);
      return new Options(
          given.number("cost", 1, 1e-6),
          given.number("gamma", 1, 1e-6) * scale(data),
          given.number("tube", 0.1, 0));
    }
  }

  public SupportVectorMachine() {
    super(1);
  }

  @Override
  FittedModel learn(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      Cancellation cancellation) {
    PositiveWeight.refuse(hyperparameters);
    if (data.rows() > MOST_ROWS) {
      throw new UnsuitableDataException(
          "A support vector machine learns from up to %d rows; here are %d. Take another algorithm."
              .formatted(MOST_ROWS, data.rows()));
    }
    Options options = Options.of(hyperparameters, data);
    return data.task() == Task.REGRESSION
        ? values(data, options, seed, cancellation)
        : classes(data, options, seed, cancellation);
  }

  private static FittedModel classes(
      TrainingData data, Options options, long seed, Cancellation cancellation) {
    ClassCodes codes = ClassCodes.of(data);
    int[] parts = parts(codes, seed);
    double[] margins = new double[data.rows()];
    for (int part = 0; part < PARTS; part++) {
      int current = part;
      int[] rest = rows(parts, p -> p != current);
      KernelMachine<double[]> machine = learn(data.select(rest), options, seed, cancellation);
      for (int row : rows(parts, p -> p == current)) {
        margins[row] = machine.score(data.x()[row]);
      }
    }
    double[] sigmoid = sigmoid(margins, codes, cancellation);
    KernelMachine<double[]> machine = learn(data, options, seed, cancellation);
    return codes.fitted(
        portable(machine, options, data.features(), sigmoid[0], sigmoid[1], Link.SIGMOID),
        row ->
            SoftOutputs.probabilities(new double[] {sigmoid[0] * machine.score(row) + sigmoid[1]}));
  }

  /** Learns from rows of both classes. */
  private static KernelMachine<double[]> learn(
      TrainingData data, Options options, long seed, Cancellation cancellation) {
    int[] signs = Arrays.stream(data.y()).mapToInt(y -> y == 1 ? 1 : -1).toArray();
    // The library takes the rows in a random order, drawn on this thread.
    MathEx.setSeed(TreeSeeds.of(seed, 1)[0]);
    return SVM.fit(
        data.x(),
        signs,
        new RbfKernel(options.gamma(), cancellation),
        new SVM.Options(options.cost(), TOLERANCE, 1));
  }

  private static FittedModel values(
      TrainingData data, Options options, long seed, Cancellation cancellation) {
    TargetScale scale = TargetScale.of(data.y());
    double[] targets = Arrays.stream(data.y()).map(scale::scaled).toArray();
    MathEx.setSeed(TreeSeeds.of(seed, 1)[0]);
    smile.regression.KernelMachine<double[]> machine =
        smile.regression.SVM.fit(
            data.x(),
            targets,
            new RbfKernel(options.gamma(), cancellation),
            new smile.regression.SVM.Options(options.tube(), options.cost(), TOLERANCE));
    return new FittedModel(
        portable(machine, options, data.features(), scale.unit(), scale.mean(), Link.IDENTITY),
        row -> new double[] {machine.score(row) * scale.unit() + scale.mean()});
  }

  /** The machine's score times a factor, plus a shift. */
  private static KernelModel portable(
      KernelMachine<double[]> machine,
      Options options,
      int features,
      double factor,
      double shift,
      Link link) {
    double[][] vectors = machine.vectors();
    double[] weights = Arrays.stream(machine.weights()).map(w -> w * factor).toArray();
    if (vectors.length == 0) {
      // Nothing lies outside the tube: the model is a constant.
      vectors = new double[][] {new double[features]};
      weights = new double[1];
    }
    return new KernelModel(
        vectors, weights, machine.intercept() * factor + shift, options.gamma(), link);
  }

  /** Slope and shift, with targets a little off 0 and 1 as Platt has them. */
  private static double[] sigmoid(double[] margins, ClassCodes codes, Cancellation cancellation) {
    double high = (codes.rowsOf(1).length + 1.0) / (codes.rowsOf(1).length + 2.0);
    double low = 1 / (codes.rowsOf(0).length + 2.0);
    double[][] x = new double[margins.length][];
    double[][] targets = new double[margins.length][];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {margins[i]};
      targets[i] = new double[] {codes.codes()[i] == 1 ? high : low};
    }
    double[] ones = new double[margins.length];
    Arrays.fill(ones, 1);
    return new LogLoss(x, targets, ones, 0, cancellation).minimize(SIGMOID_ITERATIONS)[0];
  }

  /** Which inner part each row is of; each class is spread over all parts. */
  private static int[] parts(ClassCodes codes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] parts = new int[codes.codes().length];
    for (int code = 0; code < codes.size(); code++) {
      int[] rows = codes.rowsOf(code);
      if (rows.length < 2) {
        throw new UnsuitableDataException(
            "A class has one row only; a support vector machine needs two to tell how sure it is.");
      }
      for (int i = 0; i < rows.length; i++) {
        int at = i + random.nextInt(rows.length - i);
        parts[rows[at]] = i % PARTS;
        rows[at] = rows[i];
      }
    }
    return parts;
  }

  private static int[] rows(int[] parts, IntPredicate wanted) {
    return IntStream.range(0, parts.length).filter(i -> wanted.test(parts[i])).toArray();
  }

  /** 1 / (features · variance of all numbers together), as scikit-learn's gamma "scale". */
  private static double scale(TrainingData data) {
    double count = (double) data.rows() * data.features();
    double mean = 0;
    for (double[] row : data.x()) {
      for (double value : row) {
        mean += value / count;
      }
    }
    double variance = 0;
    for (double[] row : data.x()) {
      for (double value : row) {
        variance += (value - mean) * (value - mean) / count;
      }
    }
    if (!Double.isFinite(variance)) {
      throw new UnsuitableDataException(
          "The features are too great to be squared. Scale them, or leave the greatest out.");
    }
    return variance > 0 ? 1 / (data.features() * variance) : 1;
  }
}
