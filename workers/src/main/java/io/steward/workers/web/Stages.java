package io.steward.workers.web;

import java.util.Map;
import java.util.TreeMap;

/** Which stage of the lifecycle a step belongs to. */
final class Stages {
  private static final Map<String, String> OF_STEP = new TreeMap<>();

  static {
    add("Problem definition", "validate-charter");
    add(
        "Data collection",
        "collect-data",
        "profile-data",
        "check-data-contract",
        "assess-learnability");
    add("Data preparation", "split-data", "fit-features", "validate-features");
    add("Model training", "plan-candidates", "train-candidate", "select-model");
    add(
        "Model evaluation",
        "evaluate-holdout",
        "assess-fairness",
        "assess-robustness",
        "assess-segments",
        "explain-model",
        "compare-with-champion");
    add("Governance review", "assemble-dossier");
    add("Model deployment", "package-model", "load-test");
  }

  private Stages() {}

  /** The stage's name for people. */
  static String of(String step) {
    return OF_STEP.getOrDefault(step, "Other");
  }

  private static void add(String stage, String... steps) {
    for (String step : steps) {
      OF_STEP.put(step, stage);
    }
  }
}
