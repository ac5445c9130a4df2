package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Finds the groups of protected attributes for which a new model is worse than the live one, though
 * it may be better on the whole. Within each group a paired bootstrap gives the difference and its
 * standard error; the one-sided chances of all groups are corrected together by {@link Holm}, so
 * that a model that is worse for nobody is flagged in at most 5 % of comparisons.
 */
final class GroupComparator {
  /** Fewer rows than this say nothing. */
  static final int MIN_ROWS = 50;

  /** Fewer rows of a class than this say nothing. */
  static final int MIN_CLASS_ROWS = 5;

  private static final double LEVEL = 0.05;

  private GroupComparator() {}

  /** Compares in every group of every protected attribute. */
  static List<GroupComparison> compare(Charter charter, Scored challenger, Scored champion) {
    List<GroupComparison> compared = new ArrayList<>();
    for (ProtectedAttribute attribute : charter.columns().protectedAttributes()) {
      Grouping grouping = Grouping.of(challenger.rows(), attribute);
      if (!grouping.fault().isEmpty()) {
        compared.add(
            GroupComparison.unsaid(
                attribute.column(), "", challenger.truth().length, grouping.fault()));
      }
      for (int group = 0; group < grouping.names().size(); group++) {
        int[] rows = grouping.rows(group, true);
        compared.add(
            compare(
                charter,
                attribute.column(),
                grouping.names().get(group),
                RowSample.select(challenger, rows),
                RowSample.select(champion, rows)));
      }
    }
    return judged(compared);
  }

  private static GroupComparison compare(
      Charter charter, String column, String group, Scored challenger, Scored champion) {
    int rows = challenger.truth().length;
    String obstacle = obstacle(challenger);
    if (!obstacle.isEmpty()) {
      return GroupComparison.unsaid(column, group, rows, obstacle);
    }
    Metric metric = charter.success().primary().metric();
    Outcomes ours = challenger.outcomes(charter.costs());
    Outcomes theirs = champion.outcomes(charter.costs());
    PairedGain gain = PairedGain.of(metric, ours, theirs, charter.seed());
    Interval interval = gain.interval();
    double difference = gain.difference();
    if (interval == null || !Double.isFinite(difference)) {
      return GroupComparison.unsaid(column, group, rows, why(metric, ours, theirs) + ".");
    }
    double error = gain.standardError();
    // Two models that answer alike differ by nothing, with no error.
    double chance =
        error > 0
            ? NormalDistribution.of(0, 1).cumulativeProbability(difference / error)
            : difference < 0 ? 0 : 1;
    return new GroupComparison(
        column,
        group,
        rows,
        Metrics.value(metric, ours),
        Metrics.value(metric, theirs),
        difference,
        interval.lower(),
        interval.upper(),
        chance,
        GroupComparison.Verdict.NOT_WORSE,
        "");
  }

  private static String why(Metric metric, Outcomes ours, Outcomes theirs) {
    String own = Unsaid.because(metric, ours);
    String other = Unsaid.because(metric, theirs);
    return !own.isEmpty()
        ? own
        : !other.isEmpty() ? "of the live model " + other : "it is undefined on too many draws";
  }

  private static String obstacle(Scored scored) {
    int rows = scored.truth().length;
    if (rows < MIN_ROWS) {
      return "there are only %d rows; at least %d are needed.".formatted(rows, MIN_ROWS);
    }
    for (int index = 0; index < scored.classes().size(); index++) {
      int of = index;
      long count = Arrays.stream(scored.truth()).filter(truth -> truth == of).count();
      if (count < MIN_CLASS_ROWS) {
        return "there are only %d rows of class '%s'; at least %d are needed."
            .formatted(count, scored.classes().get(index), MIN_CLASS_ROWS);
      }
    }
    return "";
  }

  /** Corrects the chances for their number and says who is worse off. */
  private static List<GroupComparison> judged(List<GroupComparison> compared) {
    double[] corrected =
        Holm.corrected(
            compared.stream().mapToDouble(group -> Scale.number(group.chance())).toArray());
    List<GroupComparison> judged = new ArrayList<>();
    for (int index = 0; index < corrected.length; index++) {
      GroupComparison group = compared.get(index);
      judged.add(
          Double.isNaN(corrected[index])
              ? group
              : new GroupComparison(
                  group.column(),
                  group.group(),
                  group.rows(),
                  group.challenger(),
                  group.champion(),
                  group.difference(),
                  group.lower(),
                  group.upper(),
                  corrected[index],
                  corrected[index] <= LEVEL
                      ? GroupComparison.Verdict.WORSE
                      : GroupComparison.Verdict.NOT_WORSE,
                  ""));
    }
    return judged;
  }
}
