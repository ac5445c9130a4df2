package io.steward.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a model as ONNX nodes, from the feature matrix to the outputs after the link. */
final class ModelNodes {
  private ModelNodes() {}

  /** Adds the nodes; returns the name of the outputs, double [N, outputs]. */
  static String add(OnnxGraph graph, PortableModel model, String features, int featureCount) {
    String scores =
        switch (model) {
          case GaussianModel gaussian -> gaussian(graph, gaussian, bounded(graph, features));
          case KernelModel kernel -> kernel(graph, kernel, bounded(graph, features));
          case LinearModel linear -> linear(graph, linear, features);
          case NeuralModel neural -> neural(graph, neural, bounded(graph, features));
          case TreeModel trees -> trees(graph, trees, features);
          case CalibratedModel calibrated ->
              new CalibrationNodes(graph)
                  .add(
                      calibrated.calibrators(),
                      add(graph, calibrated.base(), features, featureCount));
          case EnsembleModel ensemble -> ensemble(graph, ensemble, features, featureCount);
        };
    if (model.features() > featureCount) {
      throw new IllegalArgumentException(
          "The model uses "
              + model.features()
              + " features, the recipe makes "
              + featureCount
              + ". They do not belong together.");
    }
    return switch (model.link()) {
      case IDENTITY -> scores;
      case SIGMOID -> graph.node("Sigmoid", List.of(scores));
      case SOFTMAX -> graph.node("Softmax", List.of(scores), OnnxGraph.attribute("axis", 1));
    };
  }

  private static String bounded(OnnxGraph graph, String features) {
    return graph.node(
        "Clip",
        List.of(
            features,
            graph.constant("least", new double[] {-Finite.BOUND}),
            graph.constant("most", new double[] {Finite.BOUND})));
  }

  private static String gaussian(OnnxGraph graph, GaussianModel model, String features) {
    int inputs = model.features();
    int classes = model.constants().length;
    List<String> sums = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      String centre = graph.constant("centre", model.centres()[k], 1, inputs);
      String apart = graph.node("Sub", List.of(features, centre));
      String squares = graph.node("Mul", List.of(apart, apart));
      String curvature = graph.constant("curvature", model.curvatures()[k], inputs, 1);
      sums.add(graph.node("MatMul", List.of(squares, curvature)));
    }
    String constants = graph.constant("constants", model.constants(), 1, classes);
    String scores = graph.node("Sub", List.of(constants, graph.concat(sums, 1)));
    return classes > 2
        ? scores
        : graph.node("Sub", List.of(graph.gather(scores, 1, 1), graph.gather(scores, 1, 0)));
  }

  /** With ‖x − v‖² = ‖x‖² − 2 x·v + ‖v‖², of which rounding must not make less than nothing. */
  private static String kernel(OnnxGraph graph, KernelModel model, String features) {
    int inputs = model.features();
    int vectors = model.vectors().length;
    double[] doubled = new double[inputs * vectors];
    double[] norms = new double[vectors];
    for (int i = 0; i < vectors; i++) {
      for (int j = 0; j < inputs; j++) {
        double value = model.vectors()[i][j];
        doubled[j * vectors + i] = -2 * value;
        norms[i] += value * value;
      }
    }
    String squares = graph.node("Mul", List.of(features, features));
    String norm =
        graph.node("ReduceSum", List.of(squares, graph.constant("axis", new long[] {1}, 1)));
    String products =
        graph.node(
            "MatMul", List.of(features, graph.constant("vectors", doubled, inputs, vectors)));
    String sum = graph.node("Add", List.of(products, norm));
    String raw = graph.node("Add", List.of(sum, graph.constant("norms", norms, 1, vectors)));
    String distances = graph.node("Relu", List.of(raw));
    String exponents =
        graph.node(
            "Mul", List.of(distances, graph.constant("gamma", new double[] {-model.gamma()})));
    String kernels = graph.node("Exp", List.of(exponents));
    String weighted =
        graph.node(
            "MatMul", List.of(kernels, graph.constant("weights", model.weights(), vectors, 1)));
    return graph.node(
        "Add",
        List.of(weighted, graph.constant("intercept", new double[] {model.intercept()}, 1, 1)));
  }

  private static String neural(OnnxGraph graph, NeuralModel model, String features) {
    String values = features;
    for (int i = 0; i < model.layers().size(); i++) {
      NeuralModel.Layer layer = model.layers().get(i);
      double[] flat = Arrays.stream(layer.weights()).flatMapToDouble(Arrays::stream).toArray();
      String weights = graph.constant("weights", flat, layer.inputs(), layer.outputs());
      String product =
          graph.node(
              "MatMul", List.of(i == 0 ? values : graph.node("Relu", List.of(values)), weights));
      values =
          graph.node(
              "Add",
              List.of(product, graph.constant("biases", layer.biases(), 1, layer.outputs())));
    }
    return values;
  }

  private static String linear(OnnxGraph graph, LinearModel model, String features) {
    int inputs = model.features();
    int outputs = model.outputs();
    double[] transposed = new double[inputs * outputs];
    for (int j = 0; j < inputs; j++) {
      for (int k = 0; k < outputs; k++) {
        transposed[j * outputs + k] = model.weights()[k][j];
      }
    }
    String weights = graph.constant("weights", transposed, inputs, outputs);
    String product = graph.node("MatMul", List.of(features, weights));
    String intercepts = graph.constant("intercepts", model.intercepts(), 1, outputs);
    return graph.node("Add", List.of(product, intercepts));
  }

  private static String trees(OnnxGraph graph, TreeModel model, String features) {
    TreeTables tables = new TreeTables();
    for (int k = 0; k < model.outputs(); k++) {
      for (DecisionTree tree : model.ensembles().get(k)) {
        tables.add(tree, k);
      }
    }
    if (tables.isEmpty()) {
      // The operator needs a tree, and the outputs need one row a row of input.
      tables.add(DecisionTree.leaf(0), 0);
    }
    String sums =
        graph.mlNode("TreeEnsemble", List.of(features), tables.attributes(model.outputs()));
    return graph.node(
        "Add", List.of(sums, graph.constant("base", model.base(), 1, model.outputs())));
  }

  private static String ensemble(
      OnnxGraph graph, EnsembleModel model, String features, int featureCount) {
    String sum = "";
    for (int i = 0; i < model.weights().length; i++) {
      String outputs = add(graph, model.members().get(i), features, featureCount);
      String weight = graph.constant("weight", new double[] {model.weights()[i]}, 1, 1);
      String part = graph.node("Mul", List.of(outputs, weight));
      sum = i == 0 ? part : graph.node("Add", List.of(sum, part));
    }
    return sum;
  }
}
