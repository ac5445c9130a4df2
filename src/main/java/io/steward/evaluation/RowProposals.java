package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
import io.steward.proposal.RowCondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which rows there should be more of: groups that fare worse, groups too small, weak segments. */
final class RowProposals {
  private static final int MOST_OF_A_KIND = 3;

  /** A class with less than this part of its usual share is under-represented in a group. */
  private static final double UNDER_REPRESENTED = 0.5;

  private final GateEvidence evidence;
  private final Charter charter;

  /** By the rows they are about: what is said twice of the same rows is proposed once. */
  private final Map<List<RowCondition>, Proposal> found = new LinkedHashMap<>();

  private RowProposals(GateEvidence evidence) {
    this.evidence = evidence;
    this.charter = evidence.charter();
  }

  static List<Proposal> of(GateEvidence evidence) {
    RowProposals proposals = new RowProposals(evidence);
    evidence.fairness().attributes().forEach(proposals::fairness);
    proposals.segments();
    proposals.comparison();
    return List.copyOf(proposals.found.values());
  }

  private void fairness(AttributeFairness attribute) {
    for (FairnessJudgement judgement : attribute.judgements()) {
      switch (judgement.verdict()) {
        case VIOLATED ->
            attribute.groups().stream()
                .filter(group -> group.selectionRate() != null)
                .min(Comparator.comparingDouble(group -> Scale.number(group.selectionRate())))
                .ifPresent(group -> fewest(attribute, group));
        case CANNOT_BE_SAID ->
            attribute.groups().stream()
                .filter(group -> !group.note().isEmpty())
                .limit(MOST_OF_A_KIND)
                .forEach(
                    group ->
                        add(
                            attribute.column() + " = " + group.group(),
                            GroupConditions.of(charter, attribute.column(), group.group()),
                            ("Whether the model is fair by '%s' cannot be said, because group"
                                    + " '%s' is too small (%d rows of the holdout, %d of them"
                                    + " positive): collect more of its rows.")
                                .formatted(
                                    attribute.column(),
                                    group.group(),
                                    group.rows(),
                                    group.positives()),
                            Map.of("rows", (double) group.rows())));
        case KEPT -> {
          // Nothing to collect for it.
        }
      }
    }
  }

  /** The group that is answered positive least often; its rarer class, where that stands out. */
  private void fewest(AttributeFairness attribute, GroupFairness group) {
    double rows = attribute.groups().stream().mapToLong(GroupFairness::rows).sum();
    double positives = attribute.groups().stream().mapToLong(GroupFairness::positives).sum();
    String positive = charter.target().positive();
    double usual = positives / rows;
    double here = group.rows() == 0 ? 0 : (double) group.positives() / group.rows();
    List<RowCondition> conditions =
        new ArrayList<>(GroupConditions.of(charter, attribute.column(), group.group()));
    String subject = attribute.column() + " = " + group.group();
    Map<String, Double> figures =
        Map.of("rows", (double) group.rows(), "share", here, "usualShare", usual);
    if (charter.task() == Task.BINARY && positive != null && here < UNDER_REPRESENTED * usual) {
      conditions.add(RowCondition.oneOf(charter.target().column(), List.of(positive)));
      add(
          subject + ", " + charter.target().column() + " = " + positive,
          conditions,
          String.format(
              Locale.ROOT,
              "Class '%s' is under-represented in group '%s' of '%s' (%.1f %% of its rows, %.1f %% of"
                  + " all), which fares worse: collect more such rows.",
              positive,
              group.group(),
              attribute.column(),
              100 * here,
              100 * usual),
          figures);
    } else {
      add(
          subject,
          conditions,
          String.format(
              Locale.ROOT,
              "Group '%s' of '%s' fares worse (%d rows of the holdout): collect more of its rows.",
              group.group(),
              attribute.column(),
              group.rows()),
          figures);
    }
  }

  private void segments() {
    evidence.segments().weak().stream()
        .limit(MOST_OF_A_KIND)
        .forEach(
            segment ->
                add(
                    segment.column() + " = " + segment.segment(),
                    GroupConditions.of(charter, segment.column(), segment.segment()),
                    String.format(
                        Locale.ROOT,
                        "Segment '%s' of '%s' is weak (%s %.4g on %d rows): collect more of its"
                            + " rows.",
                        segment.segment(),
                        segment.column(),
                        evidence.segments().metric().written(),
                        Scale.number(segment.value()),
                        segment.rows()),
                    figures(segment.rows(), Scale.number(segment.value()))));
    evidence.segments().found().stream()
        .limit(MOST_OF_A_KIND)
        .forEach(
            segment ->
                add(
                    segment.segment(),
                    GroupConditions.of(segment),
                    segment.finding() + " " + segment.proposal(),
                    figures(segment.rows(), segment.difference())));
  }

  private void comparison() {
    for (GroupComparison group : evidence.comparison().worseGroups()) {
      if (!group.group().isEmpty()) {
        add(
            group.column() + " = " + group.group(),
            GroupConditions.of(charter, group.column(), group.group()),
            "The model is worse than the live one for %s (%d rows): collect more of its rows."
                .formatted(group.words(), group.rows()),
            figures(group.rows(), Scale.number(group.difference())));
      }
    }
  }

  private static Map<String, Double> figures(long rows, double value) {
    return Double.isFinite(value)
        ? Map.of("rows", (double) rows, "value", value)
        : Map.of("rows", (double) rows);
  }

  private void add(
      String subject, List<RowCondition> rows, String words, Map<String, Double> figures) {
    found.putIfAbsent(
        List.copyOf(rows),
        new Proposal(Kind.COLLECT_ROWS, subject, List.of(), rows, words, figures));
  }
}
