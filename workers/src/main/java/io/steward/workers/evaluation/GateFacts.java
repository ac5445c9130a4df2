package io.steward.workers.evaluation;

import io.steward.evaluation.GateInputs;

/** The process variable {@code gate}: what the decision {@code evaluation-gate} takes. */
public record GateFacts(
    String primaryVerdict,
    int secondaryMissed,
    int fairnessViolated,
    int fairnessUndecided,
    double robustnessDrop,
    String championOutcome,
    double overfitGap,
    double robustnessAllowed,
    int worseGroups,
    int unsaid) {

  static GateFacts of(GateInputs gate) {
    return new GateFacts(
        gate.primaryVerdict(),
        gate.secondaryMissed(),
        gate.fairnessViolated(),
        gate.fairnessUndecided(),
        gate.robustnessDrop(),
        gate.championOutcome(),
        gate.overfitGap(),
        gate.robustnessAllowed(),
        gate.worseGroups(),
        gate.unsaid());
  }
}
