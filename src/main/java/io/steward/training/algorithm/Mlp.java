package io.steward.training.algorithm;

import io.steward.bundle.Link;
import io.steward.bundle.NeuralModel;
import io.steward.bundle.NeuralModel.Layer;
import io.steward.charter.Charter.Task;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Multilayer perceptron, for classes and values: the mean of several nets that start from different
 * weights (averaged before the link, so that all of them are one wider net). Hyperparameters:
 * {@code hidden} units a layer and net (default 32); {@code layers} of them (1 or 2, default 1);
 * {@code epochs} (default 40); {@code batch} rows (default 32); {@code learning-rate} of the first
 * step (default 0.003); {@code decay} of the weights (default 0.1); {@code nets} (default 4);
 * {@code positive-weight}. Features should be scaled.
 *
 * <p>Not the training library's: that needs a native BLAS, whose sums depend on the processor. One
 * thread whatever is allowed, in a fixed order.
 */
public final class Mlp implements Algorithm {

  @Override
  public FittedModel fit(
      TrainingData data,
      Map<String, Double> hyperparameters,
      long seed,
      int threads,
      Cancellation cancellation) {
    MlpOptions options = MlpOptions.of(hyperparameters);
    double[] weights = PositiveWeight.rows(hyperparameters, data);
    return data.task() == Task.REGRESSION
        ? values(data, options, weights, seed, cancellation)
        : classes(data, options, weights, seed, cancellation);
  }

  private static FittedModel classes(
      TrainingData data,
      MlpOptions options,
      double[] weights,
      long seed,
      Cancellation cancellation) {
    ClassCodes codes = ClassCodes.of(data);
    NeuralTraining.Lesson lesson =
        new NeuralTraining.Lesson(data.x(), codes.targets(), normed(weights), false);
    List<NeuralNet> nets = learn(lesson, options, seed, cancellation);
    List<Layer> layers = new ArrayList<>(joined(nets, 1, 0));
    if (!codes.binary()) {
      layers.add(spread(layers.removeLast(), codes));
    }
    return codes.fitted(
        new NeuralModel(layers, codes.binary() ? Link.SIGMOID : Link.SOFTMAX),
        row -> SoftOutputs.probabilities(mean(nets, row)));
  }

  private static FittedModel values(
      TrainingData data,
      MlpOptions options,
      double[] weights,
      long seed,
      Cancellation cancellation) {
    TargetScale scale = TargetScale.of(data.y());
    double[][] targets = new double[data.rows()][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = new double[] {scale.scaled(data.y()[i])};
    }
    NeuralTraining.Lesson lesson = new NeuralTraining.Lesson(data.x(), targets, weights, true);
    List<NeuralNet> nets = learn(lesson, options, seed, cancellation);
    return new FittedModel(
        new NeuralModel(joined(nets, scale.unit(), scale.mean()), Link.IDENTITY),
        row -> new double[] {mean(nets, row)[0] * scale.unit() + scale.mean()});
  }

  /** Weights with a mean of 1, so that they do not lengthen the steps. */
  private static double[] normed(double[] weights) {
    double mean = Arrays.stream(weights).average().orElseThrow();
    return Arrays.stream(weights).map(w -> w / mean).toArray();
  }

  private static List<NeuralNet> learn(
      NeuralTraining.Lesson lesson, MlpOptions options, long seed, Cancellation cancellation) {
    int[] sizes = new int[options.layers() + 2];
    Arrays.fill(sizes, options.hidden());
    sizes[0] = lesson.x()[0].length;
    sizes[sizes.length - 1] = lesson.targets()[0].length;
    List<NeuralNet> nets = new ArrayList<>();
    for (long netSeed : TreeSeeds.of(seed, options.nets())) {
      SplittableRandom random = new SplittableRandom(netSeed);
      NeuralNet net = new NeuralNet(sizes, random);
      new NeuralTraining(net).learn(lesson, options, random, cancellation);
      if (!Arrays.stream(net.parameters()).allMatch(Double::isFinite)) {
        throw new UnsuitableDataException(
            "The weights grew beyond all bounds. Scale the features, or use a smaller learning-rate.");
      }
      nets.add(net);
    }
    return nets;
  }

  /** The mean of the nets' raw outputs. */
  private static double[] mean(List<NeuralNet> nets, double[] row) {
    double[] sum = new double[0];
    // A net works in arrays of its own.
    synchronized (nets) {
      for (NeuralNet net : nets) {
        double[] next = net.forward(row);
        if (sum.length == 0) {
          sum = new double[next.length];
        }
        for (int k = 0; k < sum.length; k++) {
          sum[k] += next[k];
        }
      }
    }
    return Arrays.stream(sum).map(value -> value / nets.size()).toArray();
  }

  /**
   * The nets side by side as one, whose last layer takes the mean of theirs.
   *
   * @param unit what the outputs are multiplied by
   * @param shift what is then added to them
   */
  private static List<Layer> joined(List<NeuralNet> nets, double unit, double shift) {
    List<List<Layer>> each = nets.stream().map(NeuralNet::layers).toList();
    int last = each.getFirst().size() - 1;
    double factor = unit / nets.size();
    List<Layer> joined = new ArrayList<>();
    for (int l = 0; l <= last; l++) {
      int inputs = each.getFirst().get(l).inputs();
      int outputs = each.getFirst().get(l).outputs();
      // The first layers share the features, the last ones the outputs.
      double[][] weights = new double[l == 0 ? inputs : inputs * nets.size()][];
      double[] biases = new double[l == last ? outputs : outputs * nets.size()];
      Arrays.setAll(weights, j -> new double[biases.length]);
      for (int n = 0; n < nets.size(); n++) {
        Layer layer = each.get(n).get(l);
        for (int k = 0; k < outputs; k++) {
          int to = l == last ? k : n * outputs + k;
          double by = l == last ? factor : 1;
          biases[to] += by * layer.biases()[k];
          for (int j = 0; j < inputs; j++) {
            weights[l == 0 ? j : n * inputs + j][to] += by * layer.weights()[j][k];
          }
        }
      }
      if (l == last) {
        for (int k = 0; k < biases.length; k++) {
          biases[k] += shift;
        }
      }
      joined.add(new Layer(weights, biases));
    }
    return joined;
  }

  /** The last layer with an output for each class, those included that do not occur. */
  private static Layer spread(Layer layer, ClassCodes codes) {
    double[][] weights = new double[layer.inputs()][codes.classes()];
    double[] biases = new double[codes.classes()];
    Arrays.fill(biases, ClassCodes.NEVER);
    for (int k = 0; k < codes.size(); k++) {
      int to = codes.present()[k];
      biases[to] = layer.biases()[k];
      for (int j = 0; j < weights.length; j++) {
        weights[j][to] = layer.weights()[j][k];
      }
    }
    return new Layer(weights, biases);
  }
}
