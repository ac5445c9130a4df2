package io.steward.training.algorithm;

import io.steward.bundle.NeuralModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A multilayer perceptron with ReLU between its layers, and its gradient. All numbers lie in one
 * array, layer after layer: the weights with one row an input, then the biases. Summed in a fixed
 * order, so that the bits are the same everywhere. Not safe for use by several threads.
 */
final class NeuralNet {
  private final int[] sizes;
  private final int[] offsets;
  private final double[] parameters;
  private final double[][] values;
  private final double[][] errors;

  /**
   * A net with random weights (He et al., 2015, uniform) and biases of zero.
   *
   * @param sizes from the features to the outputs
   */
  NeuralNet(int[] sizes, SplittableRandom random) {
    this.sizes = sizes;
    this.offsets = new int[sizes.length];
    for (int l = 0; l + 1 < sizes.length; l++) {
      offsets[l + 1] =
          Math.addExact(offsets[l], Math.multiplyExact(Math.addExact(sizes[l], 1), sizes[l + 1]));
    }
    this.parameters = new double[offsets[sizes.length - 1]];
    this.values = new double[sizes.length][];
    this.errors = new double[sizes.length][];
    for (int l = 0; l < sizes.length; l++) {
      values[l] = new double[sizes[l]];
      errors[l] = new double[sizes[l]];
    }
    for (int l = 0; l + 1 < sizes.length; l++) {
      double most = Math.sqrt(6.0 / sizes[l]);
      for (int i = offsets[l]; i < biases(l); i++) {
        parameters[i] = random.nextDouble(-most, most);
      }
    }
  }

  /** All weights and biases, to be changed by who learns. */
  double[] parameters() {
    return parameters;
  }

  /** Whether a parameter is a weight, which is penalised, and not a bias. */
  boolean[] penalised() {
    boolean[] weights = new boolean[parameters.length];
    for (int l = 0; l + 1 < sizes.length; l++) {
      java.util.Arrays.fill(weights, offsets[l], biases(l), true);
    }
    return weights;
  }

  /** The raw outputs for a row. The array is the net's own and changes with the next call. */
  double[] forward(double[] row) {
    System.arraycopy(row, 0, values[0], 0, sizes[0]);
    for (int l = 0; l + 1 < sizes.length; l++) {
      double[] in = values[l];
      double[] out = values[l + 1];
      int width = sizes[l + 1];
      System.arraycopy(parameters, biases(l), out, 0, width);
      for (int j = 0; j < in.length; j++) {
        double value = in[j];
        // Many are zero: encoded categories, and what ReLU cut off.
        if (value != 0) {
          addScaled(parameters, offsets[l] + j * width, value, out);
        }
      }
      if (l + 2 < sizes.length) {
        for (int k = 0; k < width; k++) {
          out[k] = Math.max(0, out[k]);
        }
      }
    }
    return values[sizes.length - 1];
  }

  /**
   * Adds the gradient of the row that {@link #forward} was called for last.
   *
   * @param error the derivative of the loss by each raw output
   */
  void backward(double[] error, double[] gradient) {
    int last = sizes.length - 1;
    System.arraycopy(error, 0, errors[last], 0, error.length);
    for (int l = last - 1; l >= 0; l--) {
      double[] in = values[l];
      double[] above = errors[l + 1];
      int width = sizes[l + 1];
      for (int k = 0; k < width; k++) {
        gradient[biases(l) + k] += above[k];
      }
      for (int j = 0; j < in.length; j++) {
        int from = offsets[l] + j * width;
        if (in[j] == 0) {
          errors[l][j] = 0;
          continue;
        }
        double value = in[j];
        for (int k = 0; k < width; k++) {
          gradient[from + k] += value * above[k];
        }
        if (l > 0) {
          double sum = 0;
          for (int k = 0; k < width; k++) {
            sum += parameters[from + k] * above[k];
          }
          errors[l][j] = sum;
        }
      }
    }
  }

  /** The layers as they are exported. */
  List<NeuralModel.Layer> layers() {
    List<NeuralModel.Layer> layers = new ArrayList<>();
    for (int l = 0; l + 1 < sizes.length; l++) {
      int width = sizes[l + 1];
      double[][] weights = new double[sizes[l]][width];
      for (int j = 0; j < weights.length; j++) {
        System.arraycopy(parameters, offsets[l] + j * width, weights[j], 0, width);
      }
      double[] biases = new double[width];
      System.arraycopy(parameters, biases(l), biases, 0, width);
      layers.add(new NeuralModel.Layer(weights, biases));
    }
    return layers;
  }

  private int biases(int layer) {
    return offsets[layer + 1] - sizes[layer + 1];
  }

  private static void addScaled(double[] from, int offset, double factor, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * from[offset + k];
    }
  }
}
