package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.proposal.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the decision {@code evaluation-gate} takes, in one flat record, and what is proposed.
 *
 * @param primaryVerdict {@code reached}, {@code missed} or {@code undecided}. It is undecided too
 *     if something below cannot be said
 * @param secondaryMissed how many secondary thresholds are missed; one that cannot be judged counts
 *     as missed, because it is not reached
 * @param fairnessViolated how many fairness limits are broken
 * @param fairnessUndecided how many fairness limits cannot be judged
 * @param robustnessDrop the worst drop of the primary metric under disturbed inputs, at least 0: in
 *     points of the metric, or as a share of the constant answer's value for metrics with a unit; 0
 *     where it cannot be said, which is counted in {@code unsaid}
 * @param championOutcome {@code no-champion}, {@code better}, {@code equal}, {@code worse} or
 *     {@code cannot-be-said}
 * @param overfitGap how much better the primary metric was in cross-validation than on the holdout,
 *     on the scale of robustnessDrop; negative if the holdout is better; 0 where it cannot be said
 * @param robustnessAllowed the drop that the charter allows
 * @param worseGroups for how many groups of protected attributes the model is worse than the live
 *     one beyond chance
 * @param unsaid how many things that the gate needs cannot be said; with any of them nothing passes
 *     by itself
 * @param proposal what stands out, in sentences
 * @param proposals what to do about it on the way back
 */
public record GateInputs(
    String primaryVerdict,
    int secondaryMissed,
    int fairnessViolated,
    int fairnessUndecided,
    double robustnessDrop,
    String championOutcome,
    double overfitGap,
    double robustnessAllowed,
    int worseGroups,
    int unsaid,
    String proposal,
    List<Proposal> proposals) {
  public GateInputs {
    // Gates of earlier versions have none.
    proposals = List.copyOf(Objects.requireNonNullElse(proposals, List.of()));
  }

  /** Gathers the inputs from the evidence. */
  public static GateInputs of(GateEvidence evidence) {
    Charter charter = evidence.charter();
    MetricResult primary = evidence.evaluation().primary();
    FairnessReport fairness = evidence.fairness();
    Double drop = Scale.said(Scale.number(evidence.robustness().worstDrop()));
    double gap = evidence.overfitGap();
    List<String> unsaid = unsaid(evidence, drop, gap);
    Verdict verdict = unsaid.isEmpty() ? primary.verdict() : undecided(primary.verdict());
    double overfitGap = Double.isFinite(gap) ? gap : 0;
    return new GateInputs(
        verdict.name().toLowerCase(Locale.ROOT),
        evidence.secondaryMissed().size(),
        fairness.violated(),
        fairness.undecided(),
        number(drop),
        evidence.comparison().outcome().written(),
        overfitGap,
        charter.success().allowedDrop(),
        evidence.comparison().worseGroups().size(),
        unsaid.size(),
        new GateProposal(
                charter,
                primary,
                evidence.secondaryMissed(),
                fairness,
                evidence.segments(),
                evidence.robustness(),
                evidence.comparison(),
                overfitGap,
                unsaid)
            .words(),
        Stream.of(
                RowProposals.of(evidence),
                ColumnProposals.of(evidence),
                ModelProposals.of(evidence))
            .flatMap(List::stream)
            .toList());
  }

  /** What is missed is missed, whatever else cannot be said; what is reached is not sure. */
  private static Verdict undecided(Verdict verdict) {
    return verdict == Verdict.MISSED ? Verdict.MISSED : Verdict.UNDECIDED;
  }

  /** What the gate needs and nobody can say, in sentences. */
  private static List<String> unsaid(GateEvidence evidence, @Nullable Double drop, double gap) {
    List<String> unsaid = new ArrayList<>();
    if (drop == null) {
      unsaid.add(
          "How much the model suffers from disturbed inputs cannot be said. "
              + evidence.robustness().note());
    }
    if (!Double.isFinite(gap)) {
      unsaid.add(
          "How far the holdout is from cross-validation cannot be said, because one of the two"
              + " figures is missing.");
    }
    if (evidence.comparison().outcome() == ChampionComparison.Outcome.CANNOT_BE_SAID) {
      unsaid.add(evidence.comparison().note());
    }
    evidence.comparison().groups().stream()
        .map(GroupComparison::column)
        .distinct()
        .filter(column -> isUnsaid(evidence.comparison(), column))
        .map(
            column ->
                ("Whether a group of '%s' is worse off than with the live model cannot be said for"
                        + " any of them.")
                    .formatted(column))
        .forEach(unsaid::add);
    return unsaid.stream().map(String::strip).toList();
  }

  private static boolean isUnsaid(ChampionComparison comparison, String column) {
    return comparison.groups().stream()
        .filter(group -> group.column().equals(column))
        .allMatch(group -> group.verdict() == GroupComparison.Verdict.CANNOT_BE_SAID);
  }

  private static double number(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
