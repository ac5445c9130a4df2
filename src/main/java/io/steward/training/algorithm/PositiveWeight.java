package io.steward.training.algorithm;

import java.util.Arrays;
import java.util.Map;

/**
 * The hyperparameter {@value #NAME}: how much more a row of the second class weighs than one of the
 * first (above 0, default 1). For two classes only. It shifts the probabilities towards the second
 * class; that is what it is for where the positives are few or a missed one is dear.
 */
public final class PositiveWeight {
  /** Its name. */
  public static final String NAME = "positive-weight";

  private PositiveWeight() {}

  /** The weight of the second class. */
  static double of(Map<String, Double> values, TrainingData data) {
    double weight = new Hyperparameters(values).number(NAME, 1, Double.MIN_VALUE);
    if (weight != 1 && data.classes() != 2) {
      throw new IllegalArgumentException(
          "Hyperparameter '%s' needs two classes, here are %d. Leave it out."
              .formatted(NAME, data.classes()));
    }
    return weight;
  }

  /** One weight a row. */
  static double[] rows(Map<String, Double> values, TrainingData data) {
    double weight = of(values, data);
    return Arrays.stream(data.y()).map(y -> data.classes() == 2 && y == 1 ? weight : 1).toArray();
  }

  /** For algorithms that cannot weigh classes: rather no model than one that did not listen. */
  static void refuse(Map<String, Double> values) {
    if (values.getOrDefault(NAME, 1.0) != 1) {
      throw new IllegalArgumentException(
          "Hyperparameter '%s' is not one of this algorithm's. Leave it out, or take one of %s."
              .formatted(NAME, String.join(", ", Algorithms.WEIGHING)));
    }
  }
}
