package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Task;
import io.steward.metrics.Counts;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.WeightedMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what the model does with groups of people, and judges the charter's limits.
 *
 * <p>Rates and gaps are those of Fairlearn 0.15 and agree with it to 1e-9, except that a group of
 * fewer than {@value #MIN_ROWS} rows has no rates, a group with fewer than {@value #MIN_CLASS_ROWS}
 * positive (negative) rows no true (false) positive rate, and a gap needs two groups. <b>The
 * rule:</b> more groups can only widen a gap. So a limit that is broken between groups that can be
 * judged is VIOLATED; one that holds is KEPT only if every group can be judged; otherwise it CANNOT
 * BE SAID. Rows without a value in the attribute are a group of their own if there are enough of
 * them; else they are set aside and the note says so.
 */
public final class FairnessAssessor {
  /** A group with fewer rows has no rates. */
  public static final int MIN_ROWS = 30;

  /** A group with fewer rows of a class has no rate among them. */
  public static final int MIN_CLASS_ROWS = 5;

  private FairnessAssessor() {}

  /** Assesses every protected attribute of the charter. */
  public static FairnessReport assess(Charter charter, Scored scored) {
    List<ProtectedAttribute> attributes = new ArrayList<>(charter.columns().protectedAttributes());
    for (FairnessLimit limit : charter.fairness()) {
      if (attributes.stream().noneMatch(known -> known.column().equals(limit.column()))) {
        attributes.add(new ProtectedAttribute(limit.column(), Map.of(), List.of(), false));
      }
    }
    return new FairnessReport(
        attributes.stream().map(attribute -> assess(charter, scored, attribute)).toList());
  }

  private static AttributeFairness assess(
      Charter charter, Scored scored, ProtectedAttribute attribute) {
    List<FairnessLimit> limits =
        charter.fairness().stream()
            .filter(limit -> limit.column().equals(attribute.column()))
            .toList();
    Grouping grouping = Grouping.of(scored.rows(), attribute);
    String fault = grouping.fault();
    if (fault.isEmpty() && scored.truth().length == 0) {
      fault = "There are no rows.";
    }
    if (!fault.isEmpty()) {
      return nothing(attribute.column(), List.of(), limits, fault);
    }
    List<GroupFairness> groups = groups(charter, scored, grouping);
    if (charter.task() != Task.BINARY) {
      return nothing(
          attribute.column(),
          groups,
          limits,
          "Selection and error rates need a decision between two classes.");
    }
    GroupGaps gaps = GroupGaps.of(groups);
    return new AttributeFairness(
        attribute.column(),
        groups,
        Scale.said(gaps.selection().difference()),
        Scale.said(gaps.selection().ratio()),
        Scale.said(gaps.truePositives().difference()),
        Scale.said(gaps.equalizedOdds()),
        limits.stream().map(gaps::judge).toList(),
        gaps.note());
  }

  private static AttributeFairness nothing(
      String column, List<GroupFairness> groups, List<FairnessLimit> limits, String fault) {
    List<FairnessJudgement> judgements =
        limits.stream()
            .map(
                limit ->
                    new FairnessJudgement(
                        limit.metric(),
                        null,
                        limit.limit(),
                        FairnessJudgement.Verdict.CANNOT_BE_SAID,
                        "It cannot be said, because: " + fault))
            .toList();
    return new AttributeFairness(column, groups, null, null, null, null, judgements, fault);
  }

  private static List<GroupFairness> groups(Charter charter, Scored scored, Grouping grouping) {
    Outcomes outcomes = scored.outcomes(charter.costs());
    WeightedMetric primary = Metrics.weighted(charter.success().primary().metric(), outcomes);
    int[] answers = outcomes.answers();
    List<GroupFairness> groups = new ArrayList<>();
    for (int group = 0; group < grouping.names().size(); group++) {
      double[] weights = grouping.weights(group, true);
      Counts counts =
          charter.task() == Task.BINARY
              ? Counts.of(scored.truth(), answers, 1, weights)
              : new Counts(0, 0, java.util.Arrays.stream(weights).sum(), 0);
      groups.add(
          group(
              grouping.names().get(group),
              counts,
              charter.task() == Task.BINARY,
              primary.value(weights)));
    }
    return groups;
  }

  private static GroupFairness group(String name, Counts counts, boolean binary, double primary) {
    boolean enough = counts.rows() >= MIN_ROWS;
    boolean rates = enough && binary;
    boolean positives = rates && counts.positives() >= MIN_CLASS_ROWS;
    boolean negatives = rates && counts.negatives() >= MIN_CLASS_ROWS;
    List<String> notes = new ArrayList<>();
    if (!enough) {
      notes.add("only %d rows, at least %d are needed".formatted((long) counts.rows(), MIN_ROWS));
    } else if (binary) {
      if (!positives) {
        notes.add(few(counts.positives(), "positive"));
      }
      if (!negatives) {
        notes.add(few(counts.negatives(), "negative"));
      }
    }
    return new GroupFairness(
        name,
        (long) counts.rows(),
        (long) counts.positives(),
        rates ? Scale.said(counts.selectionRate()) : null,
        positives ? Scale.said(counts.recall()) : null,
        negatives ? Scale.said(counts.falsePositiveRate()) : null,
        rates ? Scale.said(counts.precision()) : null,
        enough ? Scale.said(primary) : null,
        String.join("; ", notes));
  }

  private static String few(double rows, String kind) {
    return rows == 0
        ? "no %s rows".formatted(kind)
        : "only %d %s rows, at least %d are needed".formatted((long) rows, kind, MIN_CLASS_ROWS);
  }
}
