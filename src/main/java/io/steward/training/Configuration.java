package io.steward.training;

import java.util.Map;

/** An algorithm with its settings, before it has an id and a seed. */
record Configuration(String algorithm, Map<String, Double> hyperparameters) {}
