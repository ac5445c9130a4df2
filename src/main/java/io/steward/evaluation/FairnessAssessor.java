package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Task;
import io.steward.metrics.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what the model does with groups of people, and judges the charter's limits.
 *
 * <p>Rates and gaps are those of Fairlearn 0.15 and agree with it to 1e-9, except that a group of
 * fewer than {@value #MIN_ROWS} rows has no figures, one with fewer than {@value #MIN_CLASS_ROWS}
 * positive rows (negative rows, positive answers) no true positive rate (false positive rate,
 * precision), and a gap needs two groups. <b>The rule:</b> more groups can only widen a gap. So a
 * limit that is broken between groups that can be judged is VIOLATED; one that holds is KEPT only
 * if every group can be judged; otherwise it CANNOT BE SAID. Groups that the charter names are
 * there even if no row belongs to them. Rows without a value in the attribute are a group of their
 * own if there are enough of them; else they are set aside and the note says so.
 *
 * <p>Crossings (of each two attributes, and of all of them if that makes at most {@value
 * #MOST_CROSSED} groups) are shown and not judged: the charter's limits speak of attributes.
 */
public final class FairnessAssessor {
  /** A group with fewer rows has no figures. */
  public static final int MIN_ROWS = 30;

  /** A group with fewer rows of a class has no rate among them. */
  public static final int MIN_CLASS_ROWS = 5;

  /** A crossing of more than two attributes may make so many groups. */
  static final int MOST_CROSSED = 20;

  private FairnessAssessor() {}

  /** Assesses every protected attribute of the charter, and their crossings. */
  public static FairnessReport assess(Charter charter, Scored scored) {
    List<ProtectedAttribute> attributes = new ArrayList<>(charter.columns().protectedAttributes());
    for (FairnessLimit limit : charter.fairness()) {
      if (attributes.stream().noneMatch(known -> known.column().equals(limit.column()))) {
        attributes.add(new ProtectedAttribute(limit.column(), Map.of(), List.of(), false));
      }
    }
    List<Grouping> groupings =
        attributes.stream().map(attribute -> grouping(scored, attribute)).toList();
    List<AttributeFairness> single = new ArrayList<>();
    for (int index = 0; index < attributes.size(); index++) {
      ProtectedAttribute attribute = attributes.get(index);
      List<FairnessLimit> limits =
          charter.fairness().stream()
              .filter(limit -> limit.column().equals(attribute.column()))
              .toList();
      single.add(assess(charter, scored, attribute.column(), groupings.get(index), limits));
    }
    return new FairnessReport(single, crossings(charter, scored, attributes, groupings));
  }

  private static List<AttributeFairness> crossings(
      Charter charter, Scored scored, List<ProtectedAttribute> attributes, List<Grouping> of) {
    List<AttributeFairness> crossings = new ArrayList<>();
    for (int first = 0; first < of.size(); first++) {
      for (int second = first + 1; second < of.size(); second++) {
        String name = attributes.get(first).column() + " × " + attributes.get(second).column();
        Grouping crossed = Grouping.crossed(List.of(of.get(first), of.get(second)));
        crossings.add(assess(charter, scored, name, crossed, List.of()));
      }
    }
    if (of.size() > 2) {
      Grouping all = Grouping.crossed(of);
      if (all.fault().isEmpty() && all.names().size() <= MOST_CROSSED) {
        String name =
            String.join(" × ", attributes.stream().map(ProtectedAttribute::column).toList());
        crossings.add(assess(charter, scored, name, all, List.of()));
      }
    }
    return crossings;
  }

  /** The groups of an attribute with those that the charter names and no row belongs to. */
  private static Grouping grouping(Scored scored, ProtectedAttribute attribute) {
    if (scored.truth().length == 0) {
      return Grouping.faulty("There are no rows.");
    }
    return Grouping.of(scored.rows(), attribute).with(Grouping.declared(attribute));
  }

  private static AttributeFairness assess(
      Charter charter, Scored scored, String name, Grouping grouping, List<FairnessLimit> limits) {
    if (!grouping.fault().isEmpty()) {
      return nothing(name, List.of(), List.of(), limits, grouping.fault());
    }
    Outcomes outcomes = scored.outcomes(charter.costs());
    GroupFigures figures = new GroupFigures(charter, outcomes);
    List<int[]> rows = GroupFigures.rows(grouping);
    List<GroupFairness> groups = new ArrayList<>();
    for (int group = 0; group < rows.size(); group++) {
      groups.add(figures.of(grouping.names().get(group), rows.get(group)));
    }
    GroupGaps gaps = GroupGaps.of(charter.task(), groups);
    if (charter.task() != Task.BINARY) {
      return nothing(
          name,
          groups,
          gaps.gaps(),
          limits,
          "Selection and error rates need a decision between two classes.");
    }
    return new AttributeFairness(
        name,
        groups,
        gaps.gaps(),
        ThresholdCurve.of(outcomes, grouping),
        limits.stream().map(gaps::judge).toList(),
        gaps.note());
  }

  private static AttributeFairness nothing(
      String column,
      List<GroupFairness> groups,
      List<FairnessGap> gaps,
      List<FairnessLimit> limits,
      String fault) {
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
    return new AttributeFairness(column, groups, gaps, List.of(), judgements, fault);
  }
}
