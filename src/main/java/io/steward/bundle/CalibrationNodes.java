package io.steward.bundle;

import java.util.ArrayList;
import java.util.List;

/** Writes calibrators as ONNX nodes, one column of the outputs each. */
final class CalibrationNodes {
  private final OnnxGraph graph;

  CalibrationNodes(OnnxGraph graph) {
    this.graph = graph;
  }

  /** Adds the nodes; from outputs to outputs, both double [N, calibrators]. */
  String add(List<Calibrator> calibrators, String outputs) {
    List<String> columns = new ArrayList<>();
    for (int k = 0; k < calibrators.size(); k++) {
      String column = calibrators.size() == 1 ? outputs : graph.gather(outputs, 1, k);
      columns.add(
          switch (calibrators.get(k)) {
            case Calibrator.Unchanged _ -> clipped(column, 0, 1);
            case Calibrator.Sigmoid sigmoid -> sigmoid(column, sigmoid);
            case Calibrator.Line line -> line(column, line);
          });
    }
    String calibrated = graph.concat(columns, 1);
    if (calibrators.size() == 1) {
      return calibrated;
    }
    String axis = graph.constant("axis", new long[] {1}, 1);
    return graph.node(
        "Div", List.of(calibrated, graph.node("ReduceSum", List.of(calibrated, axis))));
  }

  private String sigmoid(String p, Calibrator.Sigmoid sigmoid) {
    double nearest = Calibrator.Sigmoid.NEAREST;
    String clipped = clipped(p, nearest, 1 - nearest);
    String odds =
        graph.node("Div", List.of(clipped, graph.node("Sub", List.of(number("one", 1), clipped))));
    String logOdds = graph.node("Log", List.of(odds));
    String sloped = graph.node("Mul", List.of(logOdds, number("slope", sigmoid.slope())));
    String score = graph.node("Add", List.of(sloped, number("intercept", sigmoid.intercept())));
    return graph.node("Sigmoid", List.of(score));
  }

  /** The first value, and of each piece its slope times how far p has come along it. */
  private String line(String p, Calibrator.Line line) {
    int pieces = line.knots().length - 1;
    double[] starts = new double[pieces];
    double[] lengths = new double[pieces];
    for (int i = 0; i < pieces; i++) {
      starts[i] = line.knots()[i];
      lengths[i] = line.knots()[i + 1] - line.knots()[i];
    }
    String along =
        graph.node("Sub", List.of(clipped(p, 0, 1), graph.constant("knots", starts, 1, pieces)));
    along = graph.node("Max", List.of(along, number("zero", 0)));
    along = graph.node("Min", List.of(along, graph.constant("lengths", lengths, 1, pieces)));
    String risen =
        graph.node("MatMul", List.of(along, graph.constant("slopes", line.slopes(), pieces, 1)));
    String value = graph.node("Add", List.of(risen, number("first", line.values()[0])));
    return clipped(value, 0, 1);
  }

  private String clipped(String p, double least, double most) {
    String above = graph.node("Max", List.of(p, number("least", least)));
    return graph.node("Min", List.of(above, number("most", most)));
  }

  private String number(String hint, double value) {
    return graph.constant(hint, new double[] {value}, 1, 1);
  }
}
