package io.steward.training.algorithm;

import io.steward.training.Cancellation;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Teaches a {@link NeuralNet}: Adam (Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980) with
 * decoupled weight decay (Loshchilov and Hutter, 2019) on batches of rows in random order, with
 * steps that shrink as a cosine to zero. On the calling thread, in a fixed order.
 */
final class NeuralTraining {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double TINY = 1e-8;

  private final NeuralNet net;
  private final double[] gradient;
  private final double[] first;
  private final double[] second;
  private final boolean[] penalised;
  private double firstPower = 1;
  private double secondPower = 1;

  NeuralTraining(NeuralNet net) {
    this.net = net;
    this.gradient = new double[net.parameters().length];
    this.first = new double[gradient.length];
    this.second = new double[gradient.length];
    this.penalised = net.penalised();
  }

  /** What is learnt from: one row of targets a row of features, one weight a row. */
  record Lesson(double[][] x, double[][] targets, double[] weights, boolean values) {}

  void learn(
      Lesson lesson, MlpOptions options, SplittableRandom random, Cancellation cancellation) {
    int rows = lesson.x().length;
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    int batches = (rows + options.batch() - 1) / options.batch();
    double steps = (double) batches * options.epochs();
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      shuffle(order, random);
      for (int b = 0; b < batches; b++) {
        cancellation.check();
        int from = b * options.batch();
        int to = Math.min(rows, from + options.batch());
        Arrays.fill(gradient, 0);
        for (int i = from; i < to; i++) {
          addGradient(lesson, order[i], 1.0 / (to - from));
        }
        double done = ((double) epoch * batches + b) / steps;
        double rate = options.learningRate() * (1 + StrictMath.cos(Math.PI * done)) / 2;
        step(rate, options.decay());
      }
    }
  }

  private void addGradient(Lesson lesson, int row, double share) {
    double[] error = net.forward(lesson.x()[row]).clone();
    double[] targets = lesson.targets()[row];
    if (!lesson.values()) {
      if (error.length == 1) {
        error[0] = SoftOutputs.sigmoid(error[0]);
      } else {
        SoftOutputs.softmax(error);
      }
    }
    // The same for the log loss of either link and for half the squared error.
    for (int k = 0; k < error.length; k++) {
      error[k] = share * lesson.weights()[row] * (error[k] - targets[k]);
    }
    net.backward(error, gradient);
  }

  private void step(double rate, double decay) {
    firstPower *= FIRST_DECAY;
    secondPower *= SECOND_DECAY;
    double[] parameters = net.parameters();
    for (int i = 0; i < parameters.length; i++) {
      double g = gradient[i];
      first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * g;
      second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * g * g;
      double direction =
          first[i] / (1 - firstPower) / (Math.sqrt(second[i] / (1 - secondPower)) + TINY);
      parameters[i] -= rate * (direction + (penalised[i] ? decay * parameters[i] : 0));
    }
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }
}
