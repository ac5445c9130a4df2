package io.steward.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings that a validation curve tries: the hyperparameter that matters most for the kind,
 * around the chosen value, all else as it was chosen.
 *
 * @param hyperparameter its name
 * @param chosen its value in the candidate
 * @param others further values, ascending
 */
record CurveSettings(String hyperparameter, double chosen, List<Double> others) {
  /** Penalties matter on a scale of powers; trees are dear, so fewer are tried than more. */
  private static final List<Map.Entry<String, double[]>> FACTORS =
      List.of(
          Map.entry("trees", new double[] {0.25, 0.5, 1.5}),
          Map.entry("lambda", new double[] {0.01, 0.1, 10, 100}),
          Map.entry("penalty", new double[] {0.01, 0.1, 10}),
          Map.entry("max-leaves", new double[] {0.5, 2, 4}));

  /** Nothing for a candidate without any of these hyperparameters. */
  static Optional<CurveSettings> of(CandidateResult candidate) {
    Map<String, Double> settings = candidate.hyperparameters();
    return FACTORS.stream()
        .filter(factors -> settings.getOrDefault(factors.getKey(), 0.0) > 0)
        .findFirst()
        .map(
            factors ->
                around(
                    factors.getKey(),
                    settings.getOrDefault(factors.getKey(), 0.0),
                    factors.getValue()));
  }

  private static CurveSettings around(String name, double chosen, double[] factors) {
    // Trees and leaves are counted; fewer than two leaves are no tree.
    double least = name.equals("trees") ? 1 : name.equals("max-leaves") ? 2 : 0;
    List<Double> others = new ArrayList<>();
    for (double factor : factors) {
      double other = least > 0 ? Math.max(least, Math.rint(chosen * factor)) : chosen * factor;
      if (other != chosen && !others.contains(other)) {
        others.add(other);
      }
    }
    return new CurveSettings(name, chosen, others);
  }

  /** The candidate's hyperparameters with this setting instead of the chosen one. */
  Map<String, Double> with(double setting, CandidateResult candidate) {
    Map<String, Double> settings = new TreeMap<>(candidate.hyperparameters());
    settings.put(hyperparameter, setting);
    return settings;
  }
}
