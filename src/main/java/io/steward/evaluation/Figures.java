package io.steward.evaluation;

import java.util.Map;
import java.util.TreeMap;

/** The evidence of proposals: figures by name, without those that cannot be said. */
final class Figures {
  private Figures() {}

  /** Names and doubles by turns. */
  static Map<String, Double> of(Object... namesAndValues) {
    Map<String, Double> figures = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Double value = Scale.said((double) namesAndValues[i + 1]);
      if (value != null) {
        figures.put((String) namesAndValues[i], value);
      }
    }
    return figures;
  }

  /** A metric and its threshold. */
  static Map<String, Double> shortfall(MetricResult result) {
    return of("value", Scale.number(result.value()), "threshold", Scale.number(result.threshold()));
  }
}
