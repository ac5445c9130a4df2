package io.steward.evaluation;

import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What could be done about single columns when features are made anew. */
final class ColumnProposals {
  private static final int MOST_DROPPED = 3;

  /** One column that carries this share of all that the model knows is suspicious. */
  private static final double DOMINATING = 0.9;

  private final GateEvidence evidence;
  private final MetricResult primary;
  private final double overfitGap;
  private final List<Proposal> found = new ArrayList<>();

  private ColumnProposals(GateEvidence evidence) {
    this.evidence = evidence;
    this.primary = evidence.evaluation().primary();
    this.overfitGap = evidence.overfitGap();
  }

  static List<Proposal> of(GateEvidence evidence) {
    ColumnProposals proposals = new ColumnProposals(evidence);
    if (proposals.overfitGap > GateProposal.NOTABLE) {
      proposals.dropColumns();
    } else if (proposals.primary.verdict() == Verdict.MISSED) {
      proposals.combineColumns();
    }
    proposals.robustness();
    return proposals.found;
  }

  private void dropColumns() {
    List<ExplanationReport.Importance> columns = evidence.explanation().importances();
    if (columns.size() < 2) {
      return;
    }
    ExplanationReport.Importance first = columns.getFirst();
    double known =
        Scale.goodness(primary.metric(), Scale.number(primary.value()))
            - Scale.goodness(primary.metric(), Scale.number(primary.baseline()));
    if (known > 0 && first.drop() >= DOMINATING * known) {
      drop(
          first,
          "Column '%s' looks leaky: it carries nearly all that the model knows, which is much less"
              + " on the holdout than in cross-validation. Leave it out.");
      return;
    }
    // The one that matters most stays: something must be learnt from.
    columns.stream()
        .skip(1)
        .filter(column -> column.drop() <= 0)
        .limit(MOST_DROPPED)
        .forEach(
            column ->
                drop(
                    column,
                    "Column '%s' adds nothing on the holdout, and the model does much better in"
                        + " cross-validation than there. Leave the column out."));
  }

  private void drop(ExplanationReport.Importance column, String words) {
    add(
        Kind.DROP_COLUMN,
        column.column(),
        List.of(column.column()),
        words.formatted(column.column()),
        Figures.of("importance", column.drop(), "overfitGap", overfitGap));
  }

  /** The two number columns that matter most, unless their product is a feature already. */
  private void combineColumns() {
    List<String> numbers =
        evidence.explanation().importances().stream()
            .filter(column -> column.drop() > 0 && isNumber(column.column()))
            .map(ExplanationReport.Importance::column)
            .limit(2)
            .toList();
    List<List<String>> there = evidence.charter().features().interactions();
    if (numbers.size() == 2 && !there.contains(numbers) && !there.contains(numbers.reversed())) {
      add(
          Kind.COMBINE_COLUMNS,
          String.join(" × ", numbers),
          numbers,
          "'%s' and '%s' are the numbers that matter most: give their product as a feature."
              .formatted(numbers.getFirst(), numbers.getLast()),
          Figures.shortfall(primary));
    }
  }

  private void robustness() {
    RobustnessReport.@Nullable Scenario worst = evidence.robustness().worst();
    Double drop = worst == null ? null : worst.drop();
    if (worst == null || drop == null || drop <= GateProposal.NOTABLE) {
      return;
    }
    int colon = worst.name().indexOf(':');
    String column = colon < 0 ? "" : worst.name().substring(colon + 1);
    Map<String, Double> figures = Figures.of("drop", drop);
    if (isNumber(column)) {
      add(
          Kind.CLIP_OUTLIERS,
          column,
          List.of(column),
          "The model is fragile (%s): clip the extremes of '%s'."
              .formatted(worst.description(), column),
          figures);
    } else if (worst.name().startsWith("missing")
        && !evidence.explanation().importances().isEmpty()) {
      String first = evidence.explanation().importances().getFirst().column();
      add(
          Kind.MARK_MISSING,
          first,
          List.of(first),
          "The model is fragile (%s): mark missing values of '%s', which it leans on most."
              .formatted(worst.description(), first),
          figures);
    }
  }

  private boolean isNumber(String column) {
    return evidence.columns().stream()
        .anyMatch(known -> known.name().equals(column) && known.kind() == ColumnKind.NUMBER);
  }

  private void add(
      Kind kind, String subject, List<String> columns, String words, Map<String, Double> figures) {
    found.add(new Proposal(kind, subject, columns, List.of(), words, figures));
  }
}
