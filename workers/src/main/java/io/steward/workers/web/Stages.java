package io.steward.workers.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which stage of the lifecycle a step belongs to. */
final class Stages {
  /** The stages in their order, with their steps. */
  private static final List<Map.Entry<String, List<String>>> STAGES =
      List.of(
          Map.entry("Problem definition", List.of("open-run", "validate-charter")),
          Map.entry(
              "Data collection",
              List.of(
                  "collect-data",
                  "profile-data",
                  "check-data-contract",
                  "assess-learnability",
                  "assess-bias",
                  "drop-columns")),
          Map.entry("Data preparation", List.of("split-data", "fit-features", "validate-features")),
          Map.entry(
              "Model training",
              List.of("plan-candidates", "train-candidate", "select-model", "trace-learning")),
          Map.entry(
              "Model evaluation",
              List.of(
                  "evaluate-holdout",
                  "assess-fairness",
                  "assess-robustness",
                  "assess-segments",
                  "explain-model",
                  "compare-with-champion",
                  "record-gate")),
          Map.entry("Governance review", List.of("assemble-dossier", "check-approvals")),
          Map.entry(
              "Deployment",
              List.of(
                  "package-model",
                  "deploy-canary",
                  "load-test",
                  "promote-release",
                  "rollback-release")),
          Map.entry(
              "Monitoring",
              List.of("start-monitoring", "assess-model-health", "request-retraining")));

  private static final Map<String, String> STAGE_OF_STEP =
      STAGES.stream()
          .flatMap(stage -> stage.getValue().stream().map(step -> Map.entry(step, stage.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Stages() {}

  /** The names of the stages, in the order of the lifecycle. */
  static List<String> names() {
    return STAGES.stream().map(Map.Entry::getKey).toList();
  }

  /** The stage of a step; steps of no stage are "Other". */
  static String of(String step) {
    return STAGE_OF_STEP.getOrDefault(step, "Other");
  }
}
