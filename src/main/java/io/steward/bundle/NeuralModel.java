package io.steward.bundle;

import java.util.List;

/**
 * A multilayer perceptron: each layer is linear, and all but the last cut what is below zero off
 * (ReLU).
 *
 * @param layers from the features to the scores, at least one
 */
public record NeuralModel(List<Layer> layers, Link link) implements PortableModel {

  /**
   * One layer: out<sub>k</sub> = bias<sub>k</sub> + Σ<sub>j</sub> in<sub>j</sub> ·
   * weight<sub>jk</sub>.
   *
   * @param weights one row an input, one column an output
   * @param biases one an output
   */
  public record Layer(double[][] weights, double[] biases) {
    public Layer {
      if (weights.length == 0 || biases.length == 0) {
        throw new IllegalArgumentException("A layer needs an input and an output.");
      }
      for (int j = 0; j < weights.length; j++) {
        if (weights[j].length != biases.length) {
          throw new IllegalArgumentException(
              "A layer needs a weight an output; input %d has %d for %d outputs."
                  .formatted(j, weights[j].length, biases.length));
        }
        Finite.check("weights of input " + j, weights[j]);
      }
      Finite.check("biases", biases);
    }

    /** How many numbers go in. */
    public int inputs() {
      return weights.length;
    }

    /** How many numbers come out. */
    public int outputs() {
      return biases.length;
    }

    private double[] apply(double[] in) {
      double[] out = biases.clone();
      for (int j = 0; j < weights.length; j++) {
        for (int k = 0; k < out.length; k++) {
          out[k] += in[j] * weights[j][k];
        }
      }
      return out;
    }
  }

  public NeuralModel {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("A neural model needs a layer.");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "Layer %d takes %d numbers but the one before gives %d."
                .formatted(i, layers.get(i).inputs(), layers.get(i - 1).outputs()));
      }
    }
  }

  @Override
  public int features() {
    return layers.getFirst().inputs();
  }

  @Override
  public int outputs() {
    return layers.getLast().outputs();
  }

  @Override
  public double[] predict(double[] features) {
    double[] values = new double[features()];
    for (int j = 0; j < values.length; j++) {
      values[j] = Finite.bounded(features[j]);
    }
    for (int i = 0; i < layers.size(); i++) {
      values = layers.get(i).apply(values);
      if (i < layers.size() - 1) {
        for (int k = 0; k < values.length; k++) {
          values[k] = Math.max(0, values[k]);
        }
      }
    }
    link.apply(values);
    return values;
  }
}
