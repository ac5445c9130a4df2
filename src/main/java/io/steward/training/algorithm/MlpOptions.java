package io.steward.training.algorithm;

import java.util.Map;

/** The hyperparameters of {@link Mlp}. */
record MlpOptions(
    int hidden, int layers, int epochs, int batch, double learningRate, double decay, int nets) {

  static MlpOptions of(Map<String, Double> values) {
    Hyperparameters given = new Hyperparameters(values);
    int layers = given.whole("layers", 1, 1);
    if (layers > 2) {
      throw new IllegalArgumentException(
          "Hyperparameter 'layers' is " + layers + "; it must be 1 or 2.");
    }
    return new MlpOptions(
        given.whole("hidden", 32, 1),
        layers,
        given.whole("epochs", 40, 1),
        given.whole("batch", 32, 1),
        given.number("learning-rate", 0.003, 1e-9),
        given.number("decay", 0.1, 0),
        given.whole("nets", 4, 1));
  }
}
