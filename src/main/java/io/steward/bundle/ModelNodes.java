package io.steward.bundle;

import java.util.List;

/** Writes a model as ONNX nodes, from the feature matrix to the outputs after the link. */
final class ModelNodes {
  private ModelNodes() {}

  /** Adds the nodes; returns the name of the outputs, double [N, outputs]. */
  static String add(OnnxGraph graph, PortableModel model, String features, int featureCount) {
    String scores =
        switch (model) {
          case LinearModel linear -> linear(graph, linear, features);
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
