package io.steward.bundle;

import io.steward.features.NumberStep;
import io.steward.features.NumberSteps;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Writes the steps of all numbers together, one column of a matrix each. */
final class NumberNodes {
  private final OnnxGraph graph;
  private final List<NumberSteps> columns;

  NumberNodes(OnnxGraph graph, List<NumberSteps> columns) {
    this.graph = graph;
    this.columns = columns;
  }

  /** NaN → fill, clip, logarithm or power where asked for, then (x − centre) / divisor. */
  String apply(String raw, String missing) {
    String fills = row("fill", steps -> steps.step(NumberStep.Fill.class).orElseThrow().value());
    String x = graph.node("Where", List.of(missing, fills, raw));
    if (any(steps -> steps.step(NumberStep.Clip.class).isPresent())) {
      x = graph.node("Max", List.of(x, row("lower", steps -> clip(steps).lower())));
      x = graph.node("Min", List.of(x, row("upper", steps -> clip(steps).upper())));
    }
    x = logarithm(x);
    x = power(x);
    x = graph.node("Sub", List.of(x, row("centre", steps -> scale(steps).centre())));
    return graph.node("Div", List.of(x, row("divisor", steps -> scale(steps).divisor())));
  }

  private String logarithm(String x) {
    Predicate<NumberSteps> isLog = steps -> steps.step(NumberStep.Log.class).isPresent();
    if (!any(isLog)) {
      return x;
    }
    String logarithm = log(x);
    return graph.node("Where", List.of(mask("log", isLog), logarithm, x));
  }

  private String power(String x) {
    Predicate<NumberSteps> isPower = steps -> steps.step(NumberStep.Power.class).isPresent();
    if (!any(isPower)) {
      return x;
    }
    String zero = graph.constant("zero", new double[] {0}, 1, 1);
    String above = graph.node("Max", List.of(x, zero));
    String below = graph.node("Max", List.of(graph.node("Neg", List.of(x)), zero));
    String powered =
        graph.node(
            "Sub",
            List.of(part(above, NumberNodes::lambda), part(below, steps -> 2 - lambda(steps))));
    return graph.node("Where", List.of(mask("power", isPower), powered, x));
  }

  /** ((1 + u)^p − 1) / p, or ln(1 + u) where p is 0. */
  private String part(String u, ToDoubleFunction<NumberSteps> exponent) {
    String one = graph.constant("one", new double[] {1}, 1, 1);
    // A harmless exponent where the logarithm is taken.
    String p =
        row(
            "exponent",
            steps -> exponent.applyAsDouble(steps) == 0 ? 1 : exponent.applyAsDouble(steps));
    String raised = graph.node("Pow", List.of(graph.node("Add", List.of(one, u)), p));
    String value = graph.node("Div", List.of(graph.node("Sub", List.of(raised, one)), p));
    Predicate<NumberSteps> isLog = steps -> exponent.applyAsDouble(steps) == 0;
    return any(isLog)
        ? graph.node("Where", List.of(mask("zeroExponent", isLog), log(u), value))
        : value;
  }

  private String log(String x) {
    String one = graph.constant("one", new double[] {1}, 1, 1);
    return graph.node("Log", List.of(graph.node("Add", List.of(one, x))));
  }

  private static double lambda(NumberSteps steps) {
    return steps.step(NumberStep.Power.class).map(NumberStep.Power::lambda).orElse(1.0);
  }

  private static NumberStep.Clip clip(NumberSteps steps) {
    return steps
        .step(NumberStep.Clip.class)
        .orElse(new NumberStep.Clip(-Double.MAX_VALUE, Double.MAX_VALUE));
  }

  private static NumberStep.Scale scale(NumberSteps steps) {
    return steps.step(NumberStep.Scale.class).orElse(new NumberStep.Scale(0, 1));
  }

  private boolean any(Predicate<NumberSteps> condition) {
    return columns.stream().anyMatch(condition);
  }

  private String row(String hint, ToDoubleFunction<NumberSteps> value) {
    return graph.constant(hint, columns.stream().mapToDouble(value).toArray(), 1, columns.size());
  }

  private String mask(String hint, Predicate<NumberSteps> condition) {
    boolean[] mask = new boolean[columns.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = condition.test(columns.get(i));
    }
    return graph.constant(hint, mask, 1, mask.length);
  }
}
